// Package pods replaces the scheduler and the kubelets: it assigns every pod to a node, and reports the states of
// containers that do not really run.
package pods

import (
	"context"
	"fmt"
	"log"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// Node is the node of all pods.
const Node = "loopback"

const exitOfSIGTERM = 143

// Kubelet updates the pods of a cluster.
type Kubelet struct {
	client   kubernetes.Interface
	defaults Defaults
	log      *log.Logger
	queue    workqueue.TypedRateLimitingInterface[cache.ObjectName]
	lister   listers.PodLister
	started  map[cache.ObjectName]beginning
	pods     int
}

// beginning is the exact time at which the containers of a pod started. It is kept here because the API stores only
// whole seconds.
type beginning struct {
	pod types.UID
	at  time.Time
}

// Run updates all pods until the context ends.
func Run(ctx context.Context, client kubernetes.Interface, defaults Defaults, log *log.Logger) error {
	informer := informers.NewSharedInformerFactory(client, 0).Core().V1().Pods()
	k := &Kubelet{
		client:   client,
		defaults: defaults,
		log:      log,
		queue: workqueue.NewTypedRateLimitingQueue(
			workqueue.NewTypedItemExponentialFailureRateLimiter[cache.ObjectName](10*time.Millisecond, time.Second)),
		lister:  informer.Lister(),
		started: map[cache.ObjectName]beginning{},
	}
	enqueue := func(object any) {
		if pod, ok := object.(*corev1.Pod); ok {
			k.queue.Add(cache.MetaObjectToName(pod))
		}
	}
	_, err := informer.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, now any) { enqueue(now) },
		DeleteFunc: func(object any) {
			if tombstone, ok := object.(cache.DeletedFinalStateUnknown); ok {
				object = tombstone.Obj
			}
			enqueue(object)
		},
	})
	if err != nil {
		return err
	}
	go informer.Informer().RunWithContext(ctx)
	if !cache.WaitForCacheSync(ctx.Done(), informer.Informer().HasSynced) {
		return context.Cause(ctx)
	}
	context.AfterFunc(ctx, k.queue.ShutDown)
	for {
		name, shutdown := k.queue.Get()
		if shutdown {
			return nil
		}
		k.tend(ctx, name)
		k.queue.Done(name)
	}
}

func (k *Kubelet) tend(ctx context.Context, name cache.ObjectName) {
	pod, err := k.lister.Pods(name.Namespace).Get(name.Name)
	if apierrors.IsNotFound(err) {
		delete(k.started, name)
		return
	}
	wait, err := k.do(ctx, name, pod.DeepCopy())
	switch {
	case err == nil || apierrors.IsNotFound(err):
		k.queue.Forget(name)
		if wait > 0 {
			k.queue.AddAfter(name, wait)
		}
	case ctx.Err() == nil:
		if !apierrors.IsConflict(err) {
			k.log.Printf("%s: %v", name, err)
		}
		k.queue.AddRateLimited(name)
	}
}

// do takes one step with a pod and returns how long to wait for the next; 0 waits for a change of the pod.
func (k *Kubelet) do(ctx context.Context, name cache.ObjectName, pod *corev1.Pod) (time.Duration, error) {
	pods := k.client.CoreV1().Pods(pod.Namespace)
	now := metav1.Now()
	life, invalid := k.defaults.lifeOf(pod)
	readyAtOnce := life.ready && life.readyAfter == 0
	step := life.next(pod, k.ran(name, pod, now.Time))
	begins := false
	switch step.action {
	case rest:
		return step.wait, nil
	case remove:
		k.log.Printf("%s: removed", name)
		return 0, pods.Delete(ctx, pod.Name, *metav1.NewDeleteOptions(0))
	case bind:
		return 0, pods.Bind(ctx, &corev1.Binding{
			ObjectMeta: metav1.ObjectMeta{Name: pod.Name, Namespace: pod.Namespace, UID: pod.UID},
			Target:     corev1.ObjectReference{Kind: "Node", Name: Node},
		}, metav1.CreateOptions{})
	case start:
		if invalid != nil {
			refuse(pod, invalid)
			break
		}
		run(pod, k.nextIP(), readyAtOnce, now)
		begins = true
	case makeReady:
		setReady(pod, true, "", now)
	case complete:
		if !restarts(pod, life.exitCode) {
			exit(pod, life.exitCode, now)
			break
		}
		restart(pod, readyAtOnce, now)
		begins = true
	case terminate:
		exit(pod, exitOfSIGTERM, now)
	}
	if _, err := pods.UpdateStatus(ctx, pod, metav1.UpdateOptions{}); err != nil {
		return 0, err
	}
	if begins {
		k.started[name] = beginning{pod: pod.UID, at: now.Time}
	}
	k.log.Printf("%s: %s, ready %t", name, pod.Status.Phase, isReady(pod))
	return 0, nil
}

// ran is how long the containers of a pod have run; 0 if they have not started.
func (k *Kubelet) ran(name cache.ObjectName, pod *corev1.Pod, now time.Time) time.Duration {
	if beginning := k.started[name]; beginning.pod == pod.UID {
		return now.Sub(beginning.at)
	}
	return 0
}

// nextIP assigns every pod its own address, in a network that cannot be reached.
func (k *Kubelet) nextIP() string {
	k.pods++
	return fmt.Sprintf("10.%d.%d.%d", 128+k.pods>>16&127, k.pods>>8&255, k.pods&255)
}
