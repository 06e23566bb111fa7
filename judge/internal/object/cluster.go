package object

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/types"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	clienttesting "k8s.io/client-go/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"

	eventingv1alpha1 "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
)

// baseScheme is that of KEDA's own programs.
var baseScheme = newScheme()

var baseCodecs = serializer.NewCodecFactory(baseScheme)

var baseMapper = sync.OnceValue(func() meta.RESTMapper { return newMapper(served()) })

func newScheme() *runtime.Scheme {
	s := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{clientgoscheme.AddToScheme, kedav1alpha1.AddToScheme, eventingv1alpha1.AddToScheme} {
		if err := add(s); err != nil {
			panic(err)
		}
	}
	return s
}

// cluster is what exists beside the object of a question.
type cluster struct {
	objects []client.Object
	scheme  *runtime.Scheme
	mapper  meta.RESTMapper
	// The kinds that a CustomResourceDefinition of the question declares, and whether they can be scaled.
	scalable map[schema.GroupKind]bool
}

func (j *Judge) newCluster(raws []json.RawMessage) (*cluster, error) {
	c := &cluster{scheme: baseScheme, mapper: baseMapper(), scalable: map[schema.GroupKind]bool{}}
	var all []*unstructured.Unstructured
	seen := map[string]bool{}
	for i, raw := range raws {
		object, err := parse(raw)
		if err != nil {
			return nil, fmt.Errorf("cluster[%d]: %w", i, err)
		}
		key := object.GroupVersionKind().GroupKind().String() + " " + object.GetNamespace() + "/" + object.GetName()
		if object.GetName() == "" || seen[key] {
			return nil, fmt.Errorf("cluster[%d]: %s has no name or is there already", i, key)
		}
		seen[key] = true
		all = append(all, object)
	}
	if err := c.learn(all); err != nil {
		return nil, err
	}
	for i, object := range all {
		if err := j.add(c, object); err != nil {
			return nil, fmt.Errorf("cluster[%d]: %w", i, err)
		}
	}
	return c, nil
}

func parse(raw json.RawMessage) (*unstructured.Unstructured, error) {
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(raw); err != nil {
		return nil, err
	}
	return object, nil
}

// learn makes the kinds known that neither Kubernetes nor KEDA has: those that a CustomResourceDefinition declares, and those
// that an object is of.
func (c *cluster) learn(all []*unstructured.Unstructured) error {
	var kinds []schema.GroupVersionKind
	note := func(kind schema.GroupVersionKind) {
		if !c.scheme.Recognizes(kind) {
			if c.scheme == baseScheme {
				c.scheme = newScheme() // others use the base scheme at the same time
			}
			c.scheme.AddKnownTypeWithName(kind, &unstructured.Unstructured{})
			c.scheme.AddKnownTypeWithName(kind.GroupVersion().WithKind(kind.Kind+"List"), &unstructured.UnstructuredList{})
			kinds = append(kinds, kind)
		}
	}
	for _, object := range all {
		note(object.GroupVersionKind())
		if object.GroupVersionKind().GroupKind().String() == "CustomResourceDefinition.apiextensions.k8s.io" {
			for _, declared := range c.declared(object) {
				note(declared)
			}
		}
	}
	if len(kinds) > 0 {
		c.mapper = newMapper(append(served(), kinds...))
	}
	return nil
}

// declared are the kinds of a CustomResourceDefinition; it notes whether they can be scaled.
func (c *cluster) declared(definition *unstructured.Unstructured) []schema.GroupVersionKind {
	group, _, _ := unstructured.NestedString(definition.Object, "spec", "group")
	kind, _, _ := unstructured.NestedString(definition.Object, "spec", "names", "kind")
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	var declared []schema.GroupVersionKind
	for _, version := range versions {
		version, _ := version.(map[string]any)
		name, _, _ := unstructured.NestedString(version, "name")
		_, scale, _ := unstructured.NestedMap(version, "subresources", "scale")
		gvk := schema.GroupVersionKind{Group: group, Version: name, Kind: kind}
		c.scalable[gvk.GroupKind()] = c.scalable[gvk.GroupKind()] || scale
		declared = append(declared, gvk)
	}
	return declared
}

// add puts an object into the cluster as the API server would have stored it.
func (j *Judge) add(c *cluster, object *unstructured.Unstructured) error {
	kind, err := j.schemas.of(object.GroupVersionKind())
	if err != nil {
		return err
	}
	if kind != nil {
		if _, err := kind.decode(object); err != nil {
			return err
		}
	}
	typed, err := c.typed(object)
	if err != nil {
		return err
	}
	c.objects = append(c.objects, typed)
	return nil
}

func (c *cluster) typed(object *unstructured.Unstructured) (client.Object, error) {
	typed, err := c.scheme.New(object.GroupVersionKind())
	if err != nil {
		return nil, err
	}
	if _, unknown := typed.(*unstructured.Unstructured); unknown {
		return object, nil
	}
	return typed.(client.Object), into(object, typed)
}

// into reads an object as a client of the API server does.
func into(object *unstructured.Unstructured, typed any) error {
	text, err := object.MarshalJSON()
	if err != nil {
		return err
	}
	return utiljson.Unmarshal(text, typed)
}

// secrets are those that the operator's informer has: of KEDA's own namespace.
func (c *cluster) secrets(namespace string) []*corev1.Secret {
	var found []*corev1.Secret
	for _, object := range c.objects {
		if secret, is := object.(*corev1.Secret); is && secret.Namespace == namespace {
			found = append(found, secret)
		}
	}
	return found
}

// client is a fake of the cluster that answers in the words of a real one, and takes only autoscalers that the API server
// would take.
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

// tracker is one without managed fields, which nothing of KEDA's reads: keeping them takes most of the time.
func (c *cluster) tracker() clienttesting.ObjectTracker {
	codecs := baseCodecs
	if c.scheme != baseScheme {
		codecs = serializer.NewCodecFactory(c.scheme)
	}
	return clienttesting.NewObjectTracker(c.scheme, codecs.UniversalDecoder())
}

// getAsFromCache words a failure as the cache of a real manager does, which has kinds where the API server has resources.
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

// replicas reads the scale of a workload. The second result is whether it has one.
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

// orOne is Kubernetes' default for spec.replicas.
func orOne(count *int32) int32 {
	if count == nil {
		return 1
	}
	return *count
}
