package object

import (
	"context"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install" // the defaults and conversions of autoscalers
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// A fake cluster accepts any autoscaler; these two functions first run the API server's own checks.

func createAutoscaler(ctx context.Context, c client.WithWatch, object client.Object, options ...client.CreateOption) error {
	if autoscaler, is := object.(*autoscalingv2.HorizontalPodAutoscaler); is {
		if err := autoscalerRefused(ctx, autoscaler, nil); err != nil {
			return err
		}
	}
	return c.Create(ctx, object, options...)
}

func updateAutoscaler(ctx context.Context, c client.WithWatch, object client.Object, options ...client.UpdateOption) error {
	if autoscaler, is := object.(*autoscalingv2.HorizontalPodAutoscaler); is {
		var old autoscalingv2.HorizontalPodAutoscaler
		if err := c.Get(ctx, client.ObjectKeyFromObject(autoscaler), &old); err != nil {
			return err
		}
		if err := autoscalerRefused(ctx, autoscaler, &old); err != nil {
			return err
		}
	}
	return c.Update(ctx, object, options...)
}

// autoscalerRefused runs the API server's strategy, which changes its argument, on a copy.
func autoscalerRefused(ctx context.Context, autoscaler, old *autoscalingv2.HorizontalPodAutoscaler) error {
	internal, err := internalAutoscaler(autoscaler)
	if err != nil {
		return err
	}
	ctx = genericapirequest.WithNamespace(ctx, autoscaler.Namespace)
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, APIGroup: "autoscaling", APIVersion: "v2", Resource: "horizontalpodautoscalers",
		Namespace: autoscaler.Namespace, Name: autoscaler.Name,
	})
	if old == nil {
		rest.FillObjectMetaSystemFields(internal)
		return rest.BeforeCreate(horizontalpodautoscaler.Strategy, ctx, internal)
	}
	internalOld, err := internalAutoscaler(old)
	if err != nil {
		return err
	}
	internal.ResourceVersion = internalOld.ResourceVersion
	return rest.BeforeUpdate(horizontalpodautoscaler.Strategy, ctx, internal, internalOld)
}

func internalAutoscaler(from *autoscalingv2.HorizontalPodAutoscaler) (*autoscaling.HorizontalPodAutoscaler, error) {
	autoscaler := from.DeepCopy()
	autoscaler.SetGroupVersionKind(autoscalingv2.SchemeGroupVersion.WithKind("HorizontalPodAutoscaler"))
	legacyscheme.Scheme.Default(autoscaler)
	internal, err := legacyscheme.Scheme.ConvertToVersion(autoscaler, autoscaling.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	return internal.(*autoscaling.HorizontalPodAutoscaler), nil
}
