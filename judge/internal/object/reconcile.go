package object

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	eventingv1alpha1 "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	kedacontrollers "github.com/kedacore/keda/v2/controllers/keda"
	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scaling"
	"github.com/kedacore/keda/v2/pkg/scaling/cache"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// reconcile runs KEDA's own controller once over the cluster of the question.
func (c *inCase) reconcile(ctx context.Context) *ReconcileAnswer {
	o, err := c.newOperator()
	if err != nil {
		return &ReconcileAnswer{Ruling: protocol.Refused(resolve, err.Error())}
	}
	if o == nil {
		return nil
	}
	handler := &informedHandler{ScaleHandler: o.handler, operator: o, before: c.operator(ctx)}
	return limit.Within(ctx, c.Patience,
		func(ctx context.Context) *ReconcileAnswer { return o.reconciled(ctx, handler) },
		func(value any) *ReconcileAnswer { return &ReconcileAnswer{Ruling: protocol.Panicked(value)} },
		func() *ReconcileAnswer { return &ReconcileAnswer{Ruling: protocol.TooLate()} })
}

func (o *operator) reconciled(ctx context.Context, handler *informedHandler) *ReconcileAnswer {
	heard := &emitter{}
	reconciler, conditions := o.reconciler(handler, heard)
	key := client.ObjectKeyFromObject(o.object)
	_, failed := reconciler.Reconcile(ctx, ctrl.Request{NamespacedName: key})
	if err := o.client.Get(ctx, key, o.object); err != nil {
		return &ReconcileAnswer{Ruling: protocol.Wrong("reconcile: %v", err)}
	}
	answer := &ReconcileAnswer{Ruling: protocol.Accepted(), Conditions: *conditions, Events: heard.said}
	if ready := conditions.GetReadyCondition(); !ready.IsTrue() {
		answer.Ruling = handler.refusal()
		switch {
		case answer.Stage == protocol.Dial: // conditions and events contain the words of client libraries, which vary
			return &ReconcileAnswer{Ruling: answer.Ruling}
		case failed != nil:
			answer.Message = failed.Error()
		default:
			answer.Message = ready.Message
		}
	}
	answer.Autoscaler = o.autoscaler(ctx)
	return answer
}

// reconciler creates KEDA's controller for the object's kind, and returns a pointer to the conditions that it will
// write.
func (o *operator) reconciler(handler scaling.ScaleHandler, heard *emitter) (reconciler, *kedav1alpha1.Conditions) {
	switch object := o.object.(type) {
	case *kedav1alpha1.ScaledObject:
		r := &kedacontrollers.ScaledObjectReconciler{
			Client: o.client, Scheme: o.cluster.scheme, ScaleClient: scales{cluster: o.cluster, client: o.client}, ScaleHandler: handler, EventEmitter: heard,
		}
		set(r, "restMapper", o.cluster.mapper)
		set(r, "scaledObjectsGenerations", &sync.Map{})
		return r, &object.Status.Conditions
	case *kedav1alpha1.ScaledJob:
		r := newScaledJobReconciler(o.client, o.cluster.scheme, heard, o.auth)
		set(r, "scaleHandler", handler)
		return r, &object.Status.Conditions
	}
	panic(fmt.Sprintf("a scalable object of a new kind: %T", o.object))
}

type reconciler interface {
	Reconcile(context.Context, ctrl.Request) (ctrl.Result, error)
}

// set fills an unexported field of a reconciler, whose own set-up needs a running manager.
func set(of any, field string, value any) {
	f := reflect.ValueOf(of).Elem().FieldByName(field)
	reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Set(reflect.ValueOf(value))
}

// autoscaler returns the autoscaler that the reconciliation created or changed.
func (o *operator) autoscaler(ctx context.Context) *Autoscaler {
	var all autoscalingv2.HorizontalPodAutoscalerList
	if err := o.client.List(ctx, &all, client.InNamespace(o.object.GetNamespace())); err != nil {
		return nil
	}
	own := func(owner metav1.OwnerReference) bool { return owner.UID == o.object.GetUID() }
	for _, autoscaler := range all.Items {
		if slices.ContainsFunc(autoscaler.OwnerReferences, own) {
			return &Autoscaler{
				Name: autoscaler.Name, Labels: autoscaler.Labels, Annotations: autoscaler.Annotations,
				Spec: autoscaler.Spec, Metrics: trigger.Metrics(autoscaler.Spec.Metrics),
			}
		}
	}
	return nil
}

// informedHandler does not start a loop, and does not build scalers again, because some take long, and some need a
// server.
type informedHandler struct {
	scaling.ScaleHandler
	operator *operator
	before   *OperatorAnswer // with everything that the reconciliation needs from scalers
	failed   bool
}

func (*informedHandler) HandleScalableObject(context.Context, kedav1alpha1.ScalableObject) error {
	return nil
}

func (*informedHandler) DeleteScalableObject(context.Context, kedav1alpha1.ScalableObject) error {
	return nil
}

func (h *informedHandler) GetScalersCache(context.Context, kedav1alpha1.ScalableObject) (*cache.ScalersCache, error) {
	if h.before.Stage == protocol.Panic {
		panic(h.before.Ruling)
	}
	if h.before.Verdict != protocol.Accept {
		h.failed = true
		return nil, errors.New(h.before.Message)
	}
	program, err := h.operator.formula()
	scalers := &cache.ScalersCache{CompiledFormula: program}
	for _, t := range h.before.Triggers {
		scalers.Scalers = append(scalers.Scalers, cache.ScalerBuilder{Scaler: recorded{specs: t.Specs()}})
	}
	return scalers, err
}

// recorded is the part of a scaler that a reconciliation needs.
type recorded struct {
	scalers.Scaler
	specs []autoscalingv2.MetricSpec
}

func (r recorded) GetMetricSpecForScaling(context.Context) []autoscalingv2.MetricSpec {
	return r.specs
}

func (recorded) Close(context.Context) error {
	return nil
}

// refusal has the stage at which building the scalers failed, if it did.
func (h *informedHandler) refusal() protocol.Ruling {
	if h.failed {
		return h.before.Ruling
	}
	return protocol.Refused("", "")
}

// emitter records what the reconciler reports.
type emitter struct {
	said []string
}

func (e *emitter) Emit(_ runtime.Object, _, _ string, _ eventingv1alpha1.CloudEventType, reason, message string) {
	e.said = append(e.said, reason+": "+message)
}

func (*emitter) HandleCloudEventSource(context.Context, eventingv1alpha1.CloudEventSourceInterface) error {
	return nil
}

func (*emitter) DeleteCloudEventSource(eventingv1alpha1.CloudEventSourceInterface) error {
	return nil
}
