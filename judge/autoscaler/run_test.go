package autoscaler

import (
	"context"
	"fmt"
	"math"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	corelisters "k8s.io/client-go/listers/core/v1"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/cache"
	hpadefaults "k8s.io/kubernetes/pkg/apis/autoscaling/v2"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	clientfake "sigs.k8s.io/controller-runtime/pkg/client/fake"

	eventingv1alpha1 "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	kedacontrollers "github.com/kedacore/keda/v2/controllers/keda"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
)

const (
	scaledObject = "s"
	// The autoscaler starts this long after KEDA's first poll, so that polls and syncs never coincide.
	autoscalerAfter = 700 * time.Millisecond
	syncPeriod      = 15 * time.Second
)

var deployments = schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}

// run lets the recording's time pass, and records what happened.
func run(t *testing.T, r *recording) {
	source := &source{}
	server := httptest.NewServer(source)
	server.Config.SetKeepAlivesEnabled(false) // An idle connection would stop virtual time.
	defer server.Close()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		midnight := time.Now()
		time.Sleep(time.Duration(r.Seed%10) * 100 * time.Millisecond)
		c := newCluster(t, ctx, r, source, server.URL)
		c.workload.begin = time.Now()
		r.Fraction = math.Round(time.Since(midnight).Seconds()*1000) / 1000
		r.Sync = (autoscalerAfter + syncPeriod).Seconds()
		source.set(r.Loads, 0)
		c.reconcile(t, ctx)
		time.Sleep(autoscalerAfter)
		c.handAutoscalersOver(t, ctx)
		go func() {
			for step := 1; step*r.Step <= r.Until; step++ {
				time.Sleep(time.Duration(step*r.Step)*time.Second - time.Since(c.workload.begin))
				source.set(r.Loads, step)
			}
		}()
		time.Sleep(time.Duration(r.Until)*time.Second + 500*time.Millisecond - time.Since(c.workload.begin))
		c.report(t, ctx, r, source)
		cancel()
		c.informers.Shutdown()
		time.Sleep(time.Hour)
	})
}

// cluster is KEDA's operator and the autoscaler's controller over fake clients.
type cluster struct {
	workload   *workload
	client     client.Client
	reconciler *kedacontrollers.ScaledObjectReconciler
	kubernetes *fake.Clientset
	informers  informers.SharedInformerFactory
	object     *kedav1alpha1.ScaledObject
}

func newCluster(t *testing.T, ctx context.Context, r *recording, source *source, url string) *cluster {
	scheme := runtime.NewScheme()
	utilruntime.Must(clientgoscheme.AddToScheme(scheme))
	utilruntime.Must(kedav1alpha1.AddToScheme(scheme))
	c := &cluster{workload: newWorkload(r.Start, time.Duration(r.Ready*float64(time.Second))), object: r.manifest.DeepCopy()}
	c.object.ObjectMeta = metav1.ObjectMeta{Namespace: namespace, Name: scaledObject, UID: "u", Generation: 1, Annotations: r.manifest.Annotations, CreationTimestamp: metav1.Now()}
	c.object.Spec.ScaleTargetRef = &kedav1alpha1.ScaleTarget{Name: target}
	for i := range c.object.Spec.Triggers {
		if c.object.Spec.Triggers[i].Type == "metrics-api" {
			c.object.Spec.Triggers[i].Metadata["url"] = fmt.Sprintf("%s/%d", url, i)
		}
	}
	deployment := &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: target}}
	deployment.Spec.Replicas = &r.Start
	deployment.Spec.Template.Spec.Containers = []corev1.Container{{Name: "c"}}
	c.client = clientfake.NewClientBuilder().WithScheme(scheme).WithObjects(c.object, deployment).
		WithStatusSubresource(&kedav1alpha1.ScaledObject{}, &autoscalingv2.HorizontalPodAutoscaler{}).Build()
	c.workload.client = c.client

	secrets := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
	auth := &authentication.AuthClientSet{CoreV1Interface: fake.NewClientset().CoreV1(), SecretLister: corelisters.NewSecretLister(secrets)}
	keda := podClient{c.client, c.workload}
	handler := newHandler(keda, scales{c.workload}, scheme, auth)
	mapper := meta.NewDefaultRESTMapper([]schema.GroupVersion{deployments.GroupVersion()})
	mapper.Add(deployments, meta.RESTScopeNamespace)
	c.reconciler = &kedacontrollers.ScaledObjectReconciler{Client: keda, Scheme: scheme, ScaleClient: scales{c.workload}, ScaleHandler: handler, EventEmitter: silent{}}
	set(c.reconciler, "restMapper", meta.RESTMapper(mapper))
	set(c.reconciler, "scaledObjectsGenerations", &sync.Map{})

	c.kubernetes = fake.NewClientset()
	c.kubernetes.PrependReactor("update", "horizontalpodautoscalers", c.copyStatus(ctx))
	c.informers = informers.NewSharedInformerFactory(c.kubernetes, 12*time.Hour)
	autoscalers := podautoscaler.NewHorizontalController(ctx, c.kubernetes.CoreV1(), scales{c.workload}, c.kubernetes.AutoscalingV2(), mapper,
		metrics{c.workload, source, c.object.Spec.Triggers, handler}, c.informers.Autoscaling().V2().HorizontalPodAutoscalers(),
		podInformer{c.informers.Core().V1().Pods(), c.workload}, syncPeriod, 5*time.Minute, 0.1, 5*time.Minute, 30*time.Second)
	c.informers.Start(ctx.Done())
	c.informers.WaitForCacheSync(ctx.Done())
	go autoscalers.Run(ctx, 1)
	return c
}

// set fills an unexported field of the reconciler, whose own set-up needs a complete manager.
func set(of any, field string, value any) {
	f := reflect.ValueOf(of).Elem().FieldByName(field)
	reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Set(reflect.ValueOf(value))
}

// reconcile runs KEDA's controller, which creates the autoscaler and starts its loop.
func (c *cluster) reconcile(t *testing.T, ctx context.Context) {
	if _, err := c.reconciler.Reconcile(ctx, ctrl.Request{NamespacedName: client.ObjectKeyFromObject(c.object)}); err != nil {
		t.Fatal(err)
	}
}

// handAutoscalersOver copies what KEDA created to the other fake client, with the defaults that the API server adds.
func (c *cluster) handAutoscalersOver(t *testing.T, ctx context.Context) {
	var made autoscalingv2.HorizontalPodAutoscalerList
	if err := c.client.List(ctx, &made); err != nil {
		t.Fatal(err)
	}
	for _, autoscaler := range made.Items {
		autoscaler.ResourceVersion = ""
		hpadefaults.SetDefaults_HorizontalPodAutoscaler(&autoscaler)
		if _, err := c.kubernetes.AutoscalingV2().HorizontalPodAutoscalers(namespace).Create(ctx, &autoscaler, metav1.CreateOptions{}); err != nil {
			t.Fatal(err)
		}
	}
}

// copyStatus copies the status of the autoscaler to KEDA's client.
func (c *cluster) copyStatus(ctx context.Context) clienttesting.ReactionFunc {
	return func(action clienttesting.Action) (bool, runtime.Object, error) {
		if action.GetSubresource() == "status" {
			changed := action.(clienttesting.UpdateAction).GetObject().(*autoscalingv2.HorizontalPodAutoscaler)
			shown := &autoscalingv2.HorizontalPodAutoscaler{}
			if err := c.client.Get(ctx, types.NamespacedName{Namespace: namespace, Name: changed.Name}, shown); err != nil {
				return true, nil, err
			}
			shown.Status = *changed.Status.DeepCopy()
			if err := c.client.Status().Update(ctx, shown); err != nil {
				return true, nil, err
			}
		}
		return false, nil, nil
	}
}

func (c *cluster) report(t *testing.T, ctx context.Context, r *recording, source *source) {
	found := &kedav1alpha1.ScaledObject{}
	if err := c.client.Get(ctx, client.ObjectKeyFromObject(c.object), found); err != nil {
		t.Fatal(err)
	}
	// Fallback and Paused are left out: the reconciler and the loop may overwrite each other's conditions.
	for _, condition := range found.Status.Conditions {
		if condition.Type == kedav1alpha1.ConditionReady || condition.Type == kedav1alpha1.ConditionActive {
			r.Conditions = append(r.Conditions, fmt.Sprintf("%s %s %s", condition.Type, condition.Status, condition.Reason))
		}
	}
	if last := found.Status.LastActiveTime; last != nil {
		r.Conditions = append(r.Conditions, fmt.Sprintf("LastActive %.0f", last.Sub(c.workload.begin.Truncate(time.Second)).Seconds()))
	}
	r.Real = append([][2]float64{}, c.workload.changes...)
	if !source.failed.Load() { // KEDA queries twice if the first query fails.
		r.Asked = pointer(source.asked.Load())
	}
	if err := c.reconciler.ScaleHandler.DeleteScalableObject(ctx, found); err != nil {
		t.Fatal(err)
	}
}

type silent struct{}

func (silent) DeleteCloudEventSource(eventingv1alpha1.CloudEventSourceInterface) error { return nil }

func (silent) HandleCloudEventSource(context.Context, eventingv1alpha1.CloudEventSourceInterface) error {
	return nil
}

func (silent) Emit(runtime.Object, string, string, eventingv1alpha1.CloudEventType, string, string) {}
