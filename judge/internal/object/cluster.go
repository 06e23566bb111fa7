package object

import (
	"encoding/json"
	"fmt"
	"sync"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"

	eventingv1alpha1 "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
)

// baseScheme is the scheme of KEDA's own programs.
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

// cluster contains the objects that exist besides the object of a question.
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
			return nil, fmt.Errorf("cluster[%d]: %s has no name or already exists", i, key)
		}
		seen[key] = true
		all = append(all, object)
	}
	c.learn(all)
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

// into parses an object as a client of the API server does.
func into(object *unstructured.Unstructured, typed any) error {
	text, err := object.MarshalJSON()
	if err != nil {
		return err
	}
	return utiljson.Unmarshal(text, typed)
}

// secrets are those that the operator's informer has, from KEDA's own namespace.
func (c *cluster) secrets(namespace string) []*corev1.Secret {
	var found []*corev1.Secret
	for _, object := range c.objects {
		if secret, is := object.(*corev1.Secret); is && secret.Namespace == namespace {
			found = append(found, secret)
		}
	}
	return found
}
