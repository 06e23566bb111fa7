package object

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/expr-lang/expr/vm"
	"k8s.io/client-go/kubernetes/fake"
	corelisters "k8s.io/client-go/listers/core/v1"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	crfake "sigs.k8s.io/controller-runtime/pkg/client/fake"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scaling"
	"github.com/kedacore/keda/v2/pkg/scaling/cache"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// Resolve is the stage of refusals before the operator reads a trigger's parameters: the object, its target, the
// container's environment, the authentication.
const resolve protocol.Stage = "resolve"

// kedaNamespace is the namespace in which KEDA is installed, and in which it looks for what a
// ClusterTriggerAuthentication names.
const kedaNamespace = "keda"

// operator is KEDA's operator in the cluster of one question.
type operator struct {
	*inCase
	client  client.WithWatch
	auth    *authentication.AuthClientSet
	handler scaling.ScaleHandler
	object  kedav1alpha1.ScalableObject
}

// newOperator returns nil for a kind that has no triggers.
func (c *inCase) newOperator() (*operator, error) {
	typed, err := c.cluster.typed(c.object)
	if err != nil {
		return nil, err
	}
	object, scalable := typed.(kedav1alpha1.ScalableObject)
	if !scalable {
		return nil, nil
	}
	o := &operator{inCase: c, object: object}
	if o.client, err = c.cluster.client([]client.Object{object}, withStatus); err != nil {
		return nil, err
	}
	secrets := toolscache.NewIndexer(toolscache.MetaNamespaceKeyFunc, toolscache.Indexers{toolscache.NamespaceIndex: toolscache.MetaNamespaceIndexFunc})
	for _, secret := range c.cluster.secrets(kedaNamespace) {
		_ = secrets.Add(secret)
	}
	o.auth = &authentication.AuthClientSet{CoreV1Interface: tokens().CoreV1(), SecretLister: corelisters.NewSecretLister(secrets)}
	o.handler = newScaleHandler(o.client, scales{cluster: c.cluster, client: o.client}, c.cluster.scheme, o.auth)
	return o, nil
}

// tokens is an empty cluster, which issues no tokens. It takes long to create.
var tokens = sync.OnceValue(func() *fake.Clientset { return fake.NewClientset() })

func withStatus(b *crfake.ClientBuilder) *crfake.ClientBuilder {
	return b.WithStatusSubresource(&kedav1alpha1.ScaledObject{}, &kedav1alpha1.ScaledJob{},
		&kedav1alpha1.TriggerAuthentication{}, &kedav1alpha1.ClusterTriggerAuthentication{})
}

// operator builds the scalers, as the operator's reconciliation and its scaling loop both do first. It does so only
// once.
func (c *inCase) operator(ctx context.Context) *OperatorAnswer {
	if c.built == nil {
		c.built = c.buildScalers(ctx)
	}
	return c.built
}

func (c *inCase) buildScalers(ctx context.Context) *OperatorAnswer {
	o, err := c.newOperator()
	if err != nil {
		return &OperatorAnswer{Ruling: protocol.Refused(resolve, err.Error())}
	}
	if o == nil {
		return nil
	}
	if err := o.aim(); err != nil {
		return &OperatorAnswer{Ruling: protocol.Refused(resolve, err.Error())}
	}
	return o.build(ctx)
}

// aim writes into the object's status what the reconciliation finds out before scalers are built.
func (o *operator) aim() error {
	object, is := o.object.(*kedav1alpha1.ScaledObject)
	if !is {
		if job, is := o.object.(*kedav1alpha1.ScaledJob); is && job.Spec.JobTargetRef == nil {
			return errors.New("ScaledJob.spec.jobTargetRef not found")
		}
		return nil
	}
	if object.Spec.ScaleTargetRef == nil {
		return errors.New("ScaledObject.spec.scaleTargetRef is missing")
	}
	target, err := kedav1alpha1.ParseGVKR(o.cluster.mapper, object.Spec.ScaleTargetRef.APIVersion, object.Spec.ScaleTargetRef.Kind)
	if err != nil {
		return err
	}
	object.Status.ScaleTargetGVKR = &target
	object.Status.ScaleTargetKind = target.GVKString()
	return nil
}

// build asks KEDA for all scalers. KEDA stops at the first scaler that it cannot build; build then builds each scaler
// separately. It does so from the start if one of the scalers cannot be built without a server.
func (o *operator) build(ctx context.Context) *OperatorAnswer {
	var all *OperatorAnswer
	if !slices.ContainsFunc(o.triggerTypes(), trigger.AlwaysDials) {
		if all = o.buildAll(ctx); all.Verdict == protocol.Accept {
			return all
		}
	}
	each := o.eachTrigger(ctx)
	if each == nil { // KEDA does not get as far as the triggers
		if all == nil {
			all = o.buildAll(ctx)
		}
		return all
	}
	answer := &OperatorAnswer{Ruling: protocol.Accepted(), Triggers: each}
	for _, trigger := range each {
		if trigger.Verdict != protocol.Accept {
			answer.Ruling = trigger.Ruling
			return answer
		}
	}
	if _, err := o.formula(); err != nil {
		answer.Ruling = protocol.Refused(resolve, err.Error())
	} else if all != nil && !o.reach {
		answer.Ruling = all.Ruling
	}
	return answer
}

func (o *operator) buildAll(ctx context.Context) *OperatorAnswer {
	return limit.Within(ctx, o.Patience,
		func(ctx context.Context) *OperatorAnswer {
			scalers, err := o.handler.GetScalersCache(ctx, o.object)
			if err != nil {
				return &OperatorAnswer{Ruling: protocol.Refused(resolve, err.Error())}
			}
			defer scalers.Close(ctx)
			return &OperatorAnswer{Ruling: protocol.Accepted(), Triggers: accepted(ctx, scalers)}
		},
		func(value any) *OperatorAnswer { return &OperatorAnswer{Ruling: protocol.Panicked(value)} },
		func() *OperatorAnswer { return &OperatorAnswer{Ruling: protocol.TooLate()} })
}

func accepted(ctx context.Context, scalers *cache.ScalersCache) []TriggerAnswer {
	answers := make([]TriggerAnswer, len(scalers.Scalers))
	for i, built := range scalers.Scalers {
		answers[i] = TriggerAnswer{
			Answer:      trigger.AnswerOf(ctx, built.Scaler),
			AuthParams:  built.ScalerConfig.AuthParams,
			PodIdentity: string(built.ScalerConfig.PodIdentity.Provider),
		}
	}
	return answers
}

// formula compiles the object's formula, if it has one, as KEDA does when all scalers are built.
func (o *operator) formula() (*vm.Program, error) {
	object, is := o.object.(*kedav1alpha1.ScaledObject)
	if !is || object.Spec.Advanced == nil || object.Spec.Advanced.ScalingModifiers.Formula == "" {
		return nil, nil
	}
	return kedav1alpha1.ValidateAndCompileScalingModifiers(object.DeepCopy())
}

func (o *operator) triggerTypes() []string {
	triggers, err := kedav1alpha1.AsDuckWithTriggers(o.object)
	if err != nil {
		return nil
	}
	var types []string
	for _, t := range triggers.Spec.Triggers {
		types = append(types, t.Type)
	}
	return types
}
