package pods

import (
	"fmt"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// Annotations of a pod that change what happens to it.
const (
	// ReadyAfter is how long after its start the pod becomes ready: a Go duration, or never.
	ReadyAfter = "cluster.keda4j.io/ready-after"
	// CompleteAfter is how long after its start the pod's containers exit: a Go duration, or never.
	CompleteAfter = "cluster.keda4j.io/complete-after"
	// ExitCode is the exit code of the pod's containers.
	ExitCode = "cluster.keda4j.io/exit-code"
)

// Defaults are for pods without annotations.
type Defaults struct {
	ReadyAfter time.Duration
	// CompleteAfter is for pods whose restartPolicy is not Always, that is, those of Jobs.
	CompleteAfter time.Duration
}

// life describes the behavior of a pod's containers once they run.
type life struct {
	ready, completes           bool
	readyAfter, completesAfter time.Duration
	exitCode                   int32
}

func (d Defaults) lifeOf(pod *corev1.Pod) (life, error) {
	l := life{
		ready:          true,
		readyAfter:     d.ReadyAfter,
		completes:      pod.Spec.RestartPolicy != corev1.RestartPolicyAlways,
		completesAfter: d.CompleteAfter,
	}
	if text, given := pod.Annotations[ReadyAfter]; given {
		var err error
		if l.ready, l.readyAfter, err = moment(ReadyAfter, text); err != nil {
			return life{}, err
		}
	}
	if text, given := pod.Annotations[CompleteAfter]; given {
		var err error
		if l.completes, l.completesAfter, err = moment(CompleteAfter, text); err != nil {
			return life{}, err
		}
	}
	if text, given := pod.Annotations[ExitCode]; given {
		code, err := strconv.ParseUint(text, 10, 8)
		if err != nil {
			return life{}, fmt.Errorf("annotation %s is %q; expected a whole number from 0 to 255", ExitCode, text)
		}
		l.exitCode = int32(code)
	}
	return l, nil
}

// moment parses a duration, or never.
func moment(annotation, text string) (ever bool, after time.Duration, err error) {
	if text == "never" {
		return false, 0, nil
	}
	after, err = time.ParseDuration(text)
	if err != nil || after < 0 {
		return false, 0, fmt.Errorf("annotation %s is %q; expected a duration such as 500ms or 3s, or never", annotation, text)
	}
	return true, after, nil
}

// action is what has to be done with a pod now.
type action int

const (
	rest action = iota
	bind
	start
	makeReady
	complete
	terminate
	remove
)

// step is an action, or how long to wait for the next one; a wait of 0 waits for a change of the pod.
type step struct {
	action action
	wait   time.Duration
}

// next decides what happens to a pod whose containers have run for the given time.
func (l life) next(pod *corev1.Pod, ran time.Duration) step {
	switch {
	case pod.DeletionTimestamp != nil && pod.Status.Phase == corev1.PodRunning:
		// The kubelet does the same, because the Job controller counts a deleted pod only once its phase is final.
		return step{action: terminate}
	case pod.DeletionTimestamp != nil:
		return step{action: remove}
	case pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed:
		return step{action: rest}
	case pod.Spec.NodeName == "":
		return step{action: bind}
	case pod.Status.Phase != corev1.PodRunning:
		return step{action: start}
	case l.completes && ran >= l.completesAfter:
		return step{action: complete}
	case l.ready && !isReady(pod) && ran >= l.readyAfter:
		return step{action: makeReady}
	}
	return step{action: rest, wait: l.untilNext(pod, ran)}
}

func (l life) untilNext(pod *corev1.Pod, ran time.Duration) time.Duration {
	var wait time.Duration
	if l.completes {
		wait = l.completesAfter - ran
	}
	if untilReady := l.readyAfter - ran; l.ready && !isReady(pod) && (wait == 0 || untilReady < wait) {
		wait = untilReady
	}
	return wait
}

func isReady(pod *corev1.Pod) bool {
	for _, condition := range pod.Status.Conditions {
		if condition.Type == corev1.PodReady {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}
