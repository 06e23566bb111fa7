package autoscaler

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	coreinformers "k8s.io/client-go/informers/core/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/scale"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const (
	namespace = "n"
	target    = "d"
	// The duration of an API call. Anything that is slower in a cluster would only make polls and syncs drift.
	latency = 20 * time.Microsecond
)

// workload is the Deployment that is scaled: its replicas, when each is ready, and its pods.
type workload struct {
	client  client.Client
	begin   time.Time
	startUp time.Duration
	changes [][2]float64

	lock     sync.Mutex
	replicas int32
	readyAt  []time.Time
}

func newWorkload(replicas int32, startUp time.Duration) *workload {
	w := &workload{startUp: startUp, replicas: replicas}
	for range replicas {
		w.readyAt = append(w.readyAt, time.Now().Add(-10*time.Minute))
	}
	return w
}

// The newest pods are removed first, as in a ReplicaSet, which prefers those that are not ready.
func (w *workload) scaleTo(replicas int32) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if replicas != w.replicas {
		w.changes = append(w.changes, [2]float64{math.Round(time.Since(w.begin).Seconds()*10) / 10, float64(replicas)})
	}
	w.replicas = replicas
	w.readyAt = w.readyAt[:min(len(w.readyAt), int(replicas))]
	for len(w.readyAt) < int(replicas) {
		w.readyAt = append(w.readyAt, time.Now().Add(w.startUp))
	}
}

func (w *workload) scale() *autoscalingv1.Scale {
	w.lock.Lock()
	defer w.lock.Unlock()
	return &autoscalingv1.Scale{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: target},
		Spec:       autoscalingv1.ScaleSpec{Replicas: w.replicas},
		Status:     autoscalingv1.ScaleStatus{Replicas: w.replicas, Selector: "app=d"},
	}
}

// pods are pending until they are ready; each requests one core and a thousand bytes.
func (w *workload) pods() []*corev1.Pod {
	w.lock.Lock()
	defer w.lock.Unlock()
	now := time.Now()
	var pods []*corev1.Pod
	for i, readyAt := range w.readyAt {
		started := metav1.NewTime(readyAt)
		pod := &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: podName(i), Labels: map[string]string{"app": "d"}},
			Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "c", Resources: corev1.ResourceRequirements{
				Requests: corev1.ResourceList{"cpu": resource.MustParse("1"), "memory": resource.MustParse("1000")}}}}},
			Status: corev1.PodStatus{Phase: corev1.PodPending, StartTime: &started},
		}
		if !now.Before(readyAt) {
			pod.Status.Phase = corev1.PodRunning
			pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: started}}
		}
		pods = append(pods, pod)
	}
	return pods
}

func podName(i int) string { return fmt.Sprintf("p%d", i) }

// scales is the scale subresource, for KEDA and for the autoscaler.
type scales struct{ *workload }

func (s scales) Scales(string) scale.ScaleInterface { return s }

func (s scales) Get(context.Context, schema.GroupResource, string, metav1.GetOptions) (*autoscalingv1.Scale, error) {
	time.Sleep(latency)
	return s.scale(), nil
}

func (s scales) Update(ctx context.Context, _ schema.GroupResource, wanted *autoscalingv1.Scale, _ metav1.UpdateOptions) (*autoscalingv1.Scale, error) {
	time.Sleep(latency)
	s.scaleTo(wanted.Spec.Replicas)
	deployment := &appsv1.Deployment{}
	if err := s.client.Get(ctx, types.NamespacedName{Namespace: namespace, Name: target}, deployment); err != nil {
		return nil, err
	}
	deployment.Spec.Replicas = &wanted.Spec.Replicas
	return s.scale(), s.client.Update(ctx, deployment)
}

func (s scales) Patch(context.Context, schema.GroupVersionResource, string, types.PatchType, []byte, metav1.PatchOptions) (*autoscalingv1.Scale, error) {
	return nil, fmt.Errorf("scale is not patched")
}

// podInformer lists the workload's pods for the autoscaler.
type podInformer struct {
	coreinformers.PodInformer
	*workload
}

func (p podInformer) Lister() corelisters.PodLister { return podLister{p.workload} }

type podLister struct{ *workload }

func (p podLister) List(labels.Selector) ([]*corev1.Pod, error) { return p.pods(), nil }
func (p podLister) Pods(string) corelisters.PodNamespaceLister  { return p }
func (p podLister) Get(name string) (*corev1.Pod, error) {
	return nil, fmt.Errorf("pods are not expected to be read by name, but %s was", name)
}

// podClient lists the workload's pods for KEDA, which counts the ready ones for a fallback with metric type Value.
type podClient struct {
	client.Client
	*workload
}

func (p podClient) List(ctx context.Context, list client.ObjectList, options ...client.ListOption) error {
	pods, ok := list.(*corev1.PodList)
	if !ok {
		return p.Client.List(ctx, list, options...)
	}
	for _, pod := range p.pods() {
		pods.Items = append(pods.Items, *pod)
	}
	return nil
}
