// Package kube applies objects to a cluster that is just starting, and waits for their effects.
package kube

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const manager = "cluster"

// resources are the resources of the kinds in a starting cluster. There is no discovery before it has started.
var resources = map[schema.GroupVersionKind]schema.GroupVersionResource{
	gvk("", "v1", "Namespace"):                                                  gvr("", "v1", "namespaces"),
	gvk("", "v1", "Service"):                                                    gvr("", "v1", "services"),
	gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition"):               gvr("apiextensions.k8s.io", "v1", "customresourcedefinitions"),
	gvk("apiregistration.k8s.io", "v1", "APIService"):                           gvr("apiregistration.k8s.io", "v1", "apiservices"),
	gvk("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration"): gvr("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations"),
}

func gvk(group, version, kind string) schema.GroupVersionKind {
	return schema.GroupVersionKind{Group: group, Version: version, Kind: kind}
}

func gvr(group, version, resource string) schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: group, Version: version, Resource: resource}
}

// Client sends requests to one cluster.
type Client struct {
	Core    kubernetes.Interface
	Dynamic dynamic.Interface
	HTTP    rest.Interface
}

// NewClient reads a kubeconfig. It does not connect.
func NewClient(kubeconfig string) (*Client, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 500, 1000
	core, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	dyn, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	return &Client{Core: core, Dynamic: dyn, HTTP: core.Discovery().RESTClient()}, nil
}

// Apply creates objects, or updates them to the given state.
func (c *Client) Apply(ctx context.Context, objects ...*unstructured.Unstructured) error {
	for _, object := range objects {
		resource, known := resources[object.GroupVersionKind()]
		if !known {
			return fmt.Errorf("cannot apply %s %s: this kind is not supported", object.GetKind(), object.GetName())
		}
		_, err := c.Dynamic.Resource(resource).Namespace(object.GetNamespace()).
			Apply(ctx, object.GetName(), object, metav1.ApplyOptions{FieldManager: manager, Force: true})
		if err != nil {
			return fmt.Errorf("cannot apply %s %s: %w", object.GetKind(), object.GetName(), err)
		}
	}
	return nil
}

// Condition returns the status of the object's condition of the given type; it is empty if the object has no such
// condition.
func (c *Client) Condition(ctx context.Context, object *unstructured.Unstructured, conditionType string) (string, error) {
	resource := resources[object.GroupVersionKind()]
	now, err := c.Dynamic.Resource(resource).Namespace(object.GetNamespace()).Get(ctx, object.GetName(), metav1.GetOptions{})
	if err != nil {
		return "", err
	}
	conditions, _, err := unstructured.NestedSlice(now.Object, "status", "conditions")
	if err != nil {
		return "", err
	}
	for _, condition := range conditions {
		if fields, ok := condition.(map[string]any); ok && fields["type"] == conditionType {
			status, _ := fields["status"].(string)
			return status, nil
		}
	}
	return "", nil
}

// AwaitCondition waits until a condition of an object is True.
func (c *Client) AwaitCondition(ctx context.Context, object *unstructured.Unstructured, conditionType string) error {
	return Poll(ctx, func(ctx context.Context) error {
		status, err := c.Condition(ctx, object, conditionType)
		if err != nil {
			return err
		}
		if status != "True" {
			return fmt.Errorf("condition %s of %s %s is %q", conditionType, object.GetKind(), object.GetName(), status)
		}
		return nil
	})
}

// Get requests a path from the API server, and fails unless the answer is 2xx.
func (c *Client) Get(ctx context.Context, path string) error {
	return c.HTTP.Get().AbsPath(path).Do(ctx).Error()
}

// Poll tries until there is no error. If the context ends first, Poll returns an error that contains both the cause and
// the last failure.
func Poll(ctx context.Context, try func(context.Context) error) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var last error
	for {
		err := try(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() == nil {
			last = err
		}
		select {
		case <-ctx.Done():
			if last == nil {
				return context.Cause(ctx)
			}
			return fmt.Errorf("%w; the last attempt before that: %w", context.Cause(ctx), last)
		case <-tick.C:
		}
	}
}

// Read reads the objects of a YAML file.
func Read(path string) ([]*unstructured.Unstructured, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
	var objects []*unstructured.Unstructured
	for {
		object := &unstructured.Unstructured{}
		switch err := decoder.Decode(object); {
		case errors.Is(err, io.EOF):
			return objects, nil
		case err != nil:
			return nil, fmt.Errorf("cannot read %s: %w", path, err)
		case len(object.Object) > 0:
			objects = append(objects, object)
		}
	}
}
