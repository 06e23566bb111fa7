package pods

import (
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var defaults = Defaults{ReadyAfter: 2 * time.Second, CompleteAfter: 5 * time.Second}

func TestAPodOfADeploymentIsBoundStartedAndReadyInTime(t *testing.T) {
	pod := newPod(corev1.RestartPolicyAlways, nil)
	expect(t, pod, 0, step{action: bind})
	pod.Spec.NodeName = Node
	expect(t, pod, 0, step{action: start})
	run(pod, "10.1.2.3", false, metav1.Now())
	expect(t, pod, 0, step{action: rest, wait: 2 * time.Second})
	expect(t, pod, 1999*time.Millisecond, step{action: rest, wait: time.Millisecond})
	expect(t, pod, 2*time.Second, step{action: makeReady})
	setReady(pod, true, "", metav1.Now())
	expect(t, pod, time.Hour, step{action: rest})
}

func TestAPodOfAJobCompletes(t *testing.T) {
	pod := running(newPod(corev1.RestartPolicyNever, nil))
	expect(t, pod, time.Second, step{action: rest, wait: time.Second})
	setReady(pod, true, "", metav1.Now())
	expect(t, pod, 2*time.Second, step{action: rest, wait: 3 * time.Second})
	expect(t, pod, 5*time.Second, step{action: complete})
	exit(pod, 0, metav1.Now())
	expect(t, pod, 6*time.Second, step{action: rest})
}

func TestAPodThatIsDeletedEndsBeforeItIsRemoved(t *testing.T) {
	pod := running(newPod(corev1.RestartPolicyAlways, nil))
	pod.DeletionTimestamp = new(metav1.Now())
	expect(t, pod, 0, step{action: terminate})
	exit(pod, exitOfSIGTERM, metav1.Now())
	expect(t, pod, 0, step{action: remove})
}

func TestAPodThatIsDeletedBeforeItRunsIsRemoved(t *testing.T) {
	pod := newPod(corev1.RestartPolicyAlways, nil)
	pod.DeletionTimestamp = new(metav1.Now())
	expect(t, pod, 0, step{action: remove})
}

func TestAnnotationsWinOverDefaults(t *testing.T) {
	pod := running(newPod(corev1.RestartPolicyNever, map[string]string{ReadyAfter: "300ms", CompleteAfter: "100ms", ExitCode: "255"}))
	expect(t, pod, 0, step{action: rest, wait: 100 * time.Millisecond})
	expect(t, pod, 100*time.Millisecond, step{action: complete})
	if got := lifeOf(t, pod).exitCode; got != 255 {
		t.Errorf("the exit code is %d; expected 255", got)
	}
}

func TestAPodMayNeverBeReadyAndNeverComplete(t *testing.T) {
	pod := running(newPod(corev1.RestartPolicyNever, map[string]string{ReadyAfter: "never", CompleteAfter: "never"}))
	expect(t, pod, time.Hour, step{action: rest})
}

func TestAnAnnotationThatCannotBeReadIsQuotedWithWhatIsAllowed(t *testing.T) {
	for annotation, texts := range map[string][]string{
		ReadyAfter:    {"", "3", "-1s", "soon"},
		CompleteAfter: {"1 s", "Never"},
		ExitCode:      {"", "-1", "256", "x"},
	} {
		for _, text := range texts {
			_, err := defaults.lifeOf(newPod(corev1.RestartPolicyNever, map[string]string{annotation: text}))
			if err == nil {
				t.Errorf("%s: %q is accepted", annotation, text)
				continue
			}
			for _, part := range []string{annotation, `"` + text + `"`, "expected"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %s", err, part)
				}
			}
		}
	}
}

func TestWhichContainersStartAgain(t *testing.T) {
	for _, c := range []struct {
		policy corev1.RestartPolicy
		code   int32
		want   bool
	}{
		{corev1.RestartPolicyAlways, 0, true},
		{corev1.RestartPolicyAlways, 1, true},
		{corev1.RestartPolicyOnFailure, 0, false},
		{corev1.RestartPolicyOnFailure, 1, true},
		{corev1.RestartPolicyNever, 0, false},
		{corev1.RestartPolicyNever, 1, false},
	} {
		if got := restarts(newPod(c.policy, nil), c.code); got != c.want {
			t.Errorf("with policy %s and exit code %d: %t; expected %t", c.policy, c.code, got, c.want)
		}
	}
}

func TestAStartAgainIsCountedAndKeepsTheAddress(t *testing.T) {
	pod := running(newPod(corev1.RestartPolicyOnFailure, nil))
	started := pod.Status.StartTime
	restart(pod, true, metav1.NewTime(started.Add(time.Minute)))
	restart(pod, true, metav1.NewTime(started.Add(time.Hour)))
	container := pod.Status.ContainerStatuses[0]
	if container.RestartCount != 2 || container.State.Running == nil {
		t.Errorf("the container is %+v; expected it to run for the third time", container)
	}
	if pod.Status.PodIP != "10.1.2.3" || !pod.Status.StartTime.Equal(started) {
		t.Error("the pod has another address or start")
	}
}

func TestHowAPodEnded(t *testing.T) {
	for code, want := range map[int32]corev1.PodPhase{0: corev1.PodSucceeded, 7: corev1.PodFailed} {
		pod := running(newPod(corev1.RestartPolicyNever, nil))
		setReady(pod, true, "", metav1.Now())
		exit(pod, code, metav1.Now())
		if pod.Status.Phase != want {
			t.Errorf("after exit code %d the pod is %s; expected %s", code, pod.Status.Phase, want)
		}
		if isReady(pod) {
			t.Error("a pod that ended is ready")
		}
		terminated := pod.Status.ContainerStatuses[0].State.Terminated
		if terminated == nil || terminated.ExitCode != code {
			t.Errorf("the container is %+v; expected it to have ended with %d", pod.Status.ContainerStatuses[0].State, code)
		}
	}
}

func TestAConditionHasTheTimeOfItsLastChange(t *testing.T) {
	first := metav1.Now()
	pod := newPod(corev1.RestartPolicyAlways, nil)
	run(pod, "10.1.2.3", false, first)
	later := metav1.NewTime(first.Add(time.Minute))
	setReady(pod, false, "ContainersNotReady", later)
	if got := readyCondition(t, pod).LastTransitionTime; !got.Equal(&first) {
		t.Errorf("a condition that stays false changed at %s", got)
	}
	setReady(pod, true, "", later)
	if got := readyCondition(t, pod).LastTransitionTime; !got.Equal(&later) {
		t.Errorf("a condition that became true changed at %s; expected %s", got, later)
	}
}

func newPod(policy corev1.RestartPolicy, annotations map[string]string) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "pod", Namespace: "default", Annotations: annotations},
		Spec:       corev1.PodSpec{RestartPolicy: policy, Containers: []corev1.Container{{Name: "c", Image: "none"}}},
		Status:     corev1.PodStatus{Phase: corev1.PodPending},
	}
}

func running(pod *corev1.Pod) *corev1.Pod {
	pod.Spec.NodeName = Node
	run(pod, "10.1.2.3", false, metav1.Now())
	return pod
}

func lifeOf(t *testing.T, pod *corev1.Pod) life {
	t.Helper()
	life, err := defaults.lifeOf(pod)
	if err != nil {
		t.Fatal(err)
	}
	return life
}

func expect(t *testing.T, pod *corev1.Pod, ran time.Duration, want step) {
	t.Helper()
	if got := lifeOf(t, pod).next(pod, ran); got != want {
		t.Errorf("after %s: %+v; expected %+v", ran, got, want)
	}
}

func readyCondition(t *testing.T, pod *corev1.Pod) corev1.PodCondition {
	t.Helper()
	for _, condition := range pod.Status.Conditions {
		if condition.Type == corev1.PodReady {
			return condition
		}
	}
	t.Fatal("the pod has no condition Ready")
	return corev1.PodCondition{}
}
