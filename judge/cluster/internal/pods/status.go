package pods

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// run changes the status to that of a pod whose containers have just started.
func run(pod *corev1.Pod, ip string, ready bool, now metav1.Time) {
	status := &pod.Status
	status.Phase = corev1.PodRunning
	if status.StartTime == nil {
		status.StartTime = &now
	}
	status.HostIP = "127.0.0.1"
	status.HostIPs = []corev1.HostIP{{IP: status.HostIP}}
	status.PodIP = ip
	status.PodIPs = []corev1.PodIP{{IP: ip}}
	setCondition(status, corev1.PodScheduled, true, "", now)
	setCondition(status, corev1.PodReadyToStartContainers, true, "", now)
	setCondition(status, corev1.PodInitialized, true, "", now)
	restarts := map[string]int32{}
	for _, container := range status.ContainerStatuses {
		restarts[container.Name] = container.RestartCount
	}
	status.ContainerStatuses = nil
	for _, container := range pod.Spec.Containers {
		status.ContainerStatuses = append(status.ContainerStatuses, corev1.ContainerStatus{
			Name:         container.Name,
			Image:        container.Image,
			ImageID:      container.Image,
			ContainerID:  fmt.Sprintf("cluster://%s/%s", pod.UID, container.Name),
			RestartCount: restarts[container.Name],
			State:        corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}},
			Started:      new(bool),
		})
	}
	for i := range status.ContainerStatuses {
		*status.ContainerStatuses[i].Started = true
	}
	setReady(pod, ready, "ContainersNotReady", now)
}

func setReady(pod *corev1.Pod, ready bool, reason string, now metav1.Time) {
	for i := range pod.Status.ContainerStatuses {
		pod.Status.ContainerStatuses[i].Ready = ready
	}
	if ready {
		reason = ""
	}
	setCondition(&pod.Status, corev1.ContainersReady, ready, reason, now)
	setCondition(&pod.Status, corev1.PodReady, ready, reason, now)
}

// restarts reports whether containers restart in the same pod after they exit. Here they restart at once, without a
// back-off.
func restarts(pod *corev1.Pod, code int32) bool {
	switch pod.Spec.RestartPolicy {
	case corev1.RestartPolicyNever:
		return false
	case corev1.RestartPolicyOnFailure:
		return code != 0
	default:
		return true
	}
}

func restart(pod *corev1.Pod, ready bool, now metav1.Time) {
	for i := range pod.Status.ContainerStatuses {
		pod.Status.ContainerStatuses[i].RestartCount++
	}
	run(pod, pod.Status.PodIP, ready, now)
}

// exit changes the status to that of a pod whose containers have exited for good.
func exit(pod *corev1.Pod, code int32, now metav1.Time) {
	pod.Status.Phase = corev1.PodSucceeded
	reason := "PodCompleted"
	terminated := "Completed"
	if code != 0 {
		pod.Status.Phase = corev1.PodFailed
		reason = "PodFailed"
		terminated = "Error"
	}
	for i := range pod.Status.ContainerStatuses {
		container := &pod.Status.ContainerStatuses[i]
		startedAt := now
		if container.State.Running != nil {
			startedAt = container.State.Running.StartedAt
		}
		container.State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
			ExitCode: code, Reason: terminated, StartedAt: startedAt, FinishedAt: now, ContainerID: container.ContainerID,
		}}
		*container.Started = false
	}
	setReady(pod, false, reason, now)
}

// refuse changes the status to that of a pod that cannot run.
func refuse(pod *corev1.Pod, why error) {
	pod.Status.Phase = corev1.PodFailed
	pod.Status.Reason = "InvalidAnnotation"
	pod.Status.Message = why.Error()
}

func setCondition(status *corev1.PodStatus, conditionType corev1.PodConditionType, holds bool, reason string, now metav1.Time) {
	value := corev1.ConditionFalse
	if holds {
		value = corev1.ConditionTrue
	}
	for i := range status.Conditions {
		condition := &status.Conditions[i]
		if condition.Type == conditionType {
			if condition.Status != value {
				condition.LastTransitionTime = now
			}
			condition.Status, condition.Reason = value, reason
			return
		}
	}
	status.Conditions = append(status.Conditions, corev1.PodCondition{
		Type: conditionType, Status: value, Reason: reason, LastTransitionTime: now,
	})
}
