package object

import (
	"context"
	"net/http"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/scale"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// scales is the scale subresource of the workloads of a cluster.
type scales struct {
	cluster   *cluster
	client    client.Client
	namespace string
}

func (s scales) Scales(namespace string) scale.ScaleInterface {
	s.namespace = namespace
	return s
}

func (s scales) Get(ctx context.Context, resource schema.GroupResource, name string, _ metav1.GetOptions) (*autoscalingv1.Scale, error) {
	count, has, err := s.cluster.replicas(ctx, s.client, resource, types.NamespacedName{Namespace: s.namespace, Name: name})
	if err != nil {
		return nil, err
	}
	if !has {
		return nil, apierrors.NewGenericServerResponse(http.StatusNotFound, "get", resource, name, "", 0, false)
	}
	return &autoscalingv1.Scale{
		ObjectMeta: metav1.ObjectMeta{Namespace: s.namespace, Name: name},
		Spec:       autoscalingv1.ScaleSpec{Replicas: count},
	}, nil
}

func (s scales) Update(_ context.Context, _ schema.GroupResource, scale *autoscalingv1.Scale, _ metav1.UpdateOptions) (*autoscalingv1.Scale, error) {
	return scale, nil
}

func (s scales) Patch(
	_ context.Context, resource schema.GroupVersionResource, name string, _ types.PatchType, _ []byte, _ metav1.PatchOptions,
) (*autoscalingv1.Scale, error) {
	return nil, apierrors.NewGenericServerResponse(http.StatusNotImplemented, "patch", resource.GroupResource(), name, "", 0, false)
}

// replicas reads the scale of a workload. The second result is whether it has a scale.
func (c *cluster) replicas(ctx context.Context, from client.Client, resource schema.GroupResource, key types.NamespacedName) (int32, bool, error) {
	kind, err := c.mapper.KindFor(resource.WithVersion(""))
	if err != nil {
		return 0, false, err
	}
	switch resource.String() {
	case "deployments.apps":
		var workload appsv1.Deployment
		err := from.Get(ctx, key, &workload)
		return orOne(workload.Spec.Replicas), true, err
	case "statefulsets.apps":
		var workload appsv1.StatefulSet
		err := from.Get(ctx, key, &workload)
		return orOne(workload.Spec.Replicas), true, err
	case "replicasets.apps":
		var workload appsv1.ReplicaSet
		err := from.Get(ctx, key, &workload)
		return orOne(workload.Spec.Replicas), true, err
	case "replicationcontrollers":
		var workload corev1.ReplicationController
		err := from.Get(ctx, key, &workload)
		return orOne(workload.Spec.Replicas), true, err
	}
	scalable, declared := c.scalable[kind.GroupKind()]
	if baseScheme.Recognizes(kind) || (declared && !scalable) {
		return 0, false, nil
	}
	var workload unstructured.Unstructured
	workload.SetGroupVersionKind(kind)
	if err := from.Get(ctx, key, &workload); err != nil {
		return 0, true, err
	}
	count, _, _ := unstructured.NestedInt64(workload.Object, "spec", "replicas")
	return int32(count), true, nil
}

// orOne returns spec.replicas, or Kubernetes' default, 1.
func orOne(count *int32) int32 {
	if count == nil {
		return 1
	}
	return *count
}
