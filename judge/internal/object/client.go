package object

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	clienttesting "k8s.io/client-go/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

// client is a fake cluster that answers with a real cluster's messages, and accepts only autoscalers that the API
// server would accept.
func (c *cluster) client(extra []client.Object, configure func(*fake.ClientBuilder) *fake.ClientBuilder) (made client.WithWatch, err error) {
	defer func() {
		if p := recover(); p != nil { // the builder has no other way to refuse an object
			err = fmt.Errorf("cluster: %v", p)
		}
	}()
	builder := fake.NewClientBuilder().WithScheme(c.scheme).WithRESTMapper(c.mapper).WithObjectTracker(c.tracker()).WithInterceptorFuncs(interceptor.Funcs{
		Get: getAsFromCache, Create: createAutoscaler, Update: updateAutoscaler,
	})
	for _, objects := range [][]client.Object{c.objects, extra} {
		for _, object := range objects {
			builder.WithObjects(object.DeepCopyObject().(client.Object))
		}
	}
	return configure(builder).Build(), nil
}

// tracker is a tracker without managed fields, which KEDA does not read and whose upkeep takes most of the time.
func (c *cluster) tracker() clienttesting.ObjectTracker {
	codecs := baseCodecs
	if c.scheme != baseScheme {
		codecs = serializer.NewCodecFactory(c.scheme)
	}
	return clienttesting.NewObjectTracker(c.scheme, codecs.UniversalDecoder())
}

// getAsFromCache words a failure like the cache of a real manager, which names kinds instead of resources.
func getAsFromCache(ctx context.Context, c client.WithWatch, key client.ObjectKey, into client.Object, options ...client.GetOption) error {
	err := c.Get(ctx, key, into, options...)
	if !apierrors.IsNotFound(err) {
		return err
	}
	if _, uncached := into.(*unstructured.Unstructured); uncached {
		return err
	}
	kind, unknown := c.GroupVersionKindFor(into)
	if unknown != nil {
		return err
	}
	return apierrors.NewNotFound(schema.GroupResource{Group: kind.Group, Resource: kind.Kind}, key.Name)
}
