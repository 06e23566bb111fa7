package object

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/events"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
	"github.com/kedacore/keda/v2/pkg/scaling/resolver"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// eachTrigger does what KEDA does for one trigger after the other, but without stopping at errors. It returns nothing
// if KEDA does not get as far as the triggers.
func (o *operator) eachTrigger(ctx context.Context) []TriggerAnswer {
	triggers, err := kedav1alpha1.AsDuckWithTriggers(o.object)
	if err != nil {
		return nil
	}
	pods, container, err := resolver.ResolveScaleTargetPodSpec(ctx, o.client, o.object)
	if err != nil {
		return nil
	}
	answers := make([]TriggerAnswer, len(triggers.Spec.Triggers))
	for i := range triggers.Spec.Triggers {
		answers[i] = o.oneTrigger(ctx, triggers, i, pods, container)
	}
	return answers
}

// oneTrigger follows the factory in KEDA's buildScalers.
func (o *operator) oneTrigger(
	ctx context.Context, object *kedav1alpha1.WithTriggers, index int, pods *corev1.PodTemplateSpec, container string,
) TriggerAnswer {
	asked := object.Spec.Triggers[index]
	config := &scalersconfig.ScalerConfig{
		ScalableObjectName:      object.Name,
		ScalableObjectNamespace: object.Namespace,
		ScalableObjectType:      object.Kind,
		TriggerName:             asked.Name,
		TriggerMetadata:         asked.Metadata,
		TriggerType:             asked.Type,
		TriggerUseCachedMetrics: asked.UseCachedMetrics,
		GlobalHTTPTimeout:       trigger.HTTPTimeout,
		TriggerIndex:            index,
		MetricType:              asked.MetricType,
		AsMetricSource:          usesModifiers(o.object),
		ScaledObject:            object,
		Recorder:                &events.FakeRecorder{},
		TriggerUniqueKey:        fmt.Sprintf("%s-%s-%s-%d", object.Kind, object.Namespace, object.Name, index),
	}
	refused := limit.Within(ctx, o.Patience,
		func(ctx context.Context) error {
			return o.resolve(ctx, config, asked.AuthenticationRef, pods, container)
		},
		func(value any) error { return ruled{protocol.Panicked(value)} },
		func() error { return ruled{protocol.Dialled()} }) // only a vault takes long
	if refused != nil {
		return TriggerAnswer{Answer: trigger.Answer{Ruling: rulingOn(refused)}}
	}
	return TriggerAnswer{
		Answer:      trigger.Build(ctx, o.Patience, o.client, config, o.reach),
		AuthParams:  config.AuthParams,
		PodIdentity: string(config.PodIdentity.Provider),
	}
}

// resolve finds the container's environment and the trigger's authentication in the cluster.
func (o *operator) resolve(
	ctx context.Context, config *scalersconfig.ScalerConfig, reference *kedav1alpha1.AuthenticationRef, pods *corev1.PodTemplateSpec, container string,
) error {
	namespace := config.ScalableObjectNamespace
	var err error
	config.ResolvedEnv = map[string]string{}
	if pods != nil {
		config.ResolvedEnv, err = resolver.ResolveContainerEnv(ctx, o.client, logr.Discard(), &pods.Spec, container, namespace, o.auth.SecretLister)
		if err != nil {
			return fmt.Errorf("error resolving secrets for ScaleTarget: %w", err)
		}
	}
	config.AuthParams, config.PodIdentity, err = resolver.ResolveAuthRefAndPodIdentity(ctx, o.client, logr.Discard(), reference, pods, namespace, o.auth)
	return err
}

// ruled is an error with a ruling.
type ruled struct{ protocol.Ruling }

func (r ruled) Error() string { return r.Message }

func rulingOn(err error) protocol.Ruling {
	var r ruled
	if errors.As(err, &r) {
		return r.Ruling
	}
	return trigger.Unresolved(resolve, err)
}

func usesModifiers(object kedav1alpha1.ScalableObject) bool {
	scaledObject, is := object.(*kedav1alpha1.ScaledObject)
	return is && scaledObject.IsUsingModifiers()
}
