package cluster

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
)

const kedaNamespace = "keda"

// KEDA's manifests, which the build copies from its module.
const (
	crdsFile       = "manifests/crds.yaml"
	webhooksFile   = "manifests/webhooks.yaml"
	apiServiceFile = "manifests/apiservice.yaml"
	namespaceFile  = "manifests/namespace.yaml"
)

// kedaObjects returns KEDA's manifests, changed to reach programs that run outside of pods.
type kedaObjects struct {
	crds       []*unstructured.Unstructured
	namespace  *unstructured.Unstructured
	apiService []*unstructured.Unstructured
	webhooks   *unstructured.Unstructured
}

func readKedaObjects(r recipes) (kedaObjects, error) {
	ca, err := caBundle(r.pki.CA)
	if err != nil {
		return kedaObjects{}, err
	}
	var objects kedaObjects
	if objects.crds, err = kube.Read(filepath.Join(r.options.Bin, crdsFile)); err != nil {
		return kedaObjects{}, err
	}
	if objects.namespace, err = readOne(r.options.Bin, namespaceFile, "Namespace"); err != nil {
		return kedaObjects{}, err
	}
	apiService, err := readOne(r.options.Bin, apiServiceFile, "APIService")
	if err != nil {
		return kedaObjects{}, err
	}
	if objects.apiService, err = reachOnLoopback(apiService, r.ports.metricsAPI, ca); err != nil {
		return kedaObjects{}, err
	}
	if objects.webhooks, err = readOne(r.options.Bin, webhooksFile, "ValidatingWebhookConfiguration"); err != nil {
		return kedaObjects{}, err
	}
	return objects, callOnLoopback(objects.webhooks, r.ports.webhooks, ca)
}

func readOne(bin, file, kind string) (*unstructured.Unstructured, error) {
	path := filepath.Join(bin, file)
	objects, err := kube.Read(path)
	if err != nil {
		return nil, err
	}
	var found []*unstructured.Unstructured
	for _, object := range objects {
		if object.GetKind() == kind {
			found = append(found, object)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%s has %d objects of kind %s; expected exactly one", path, len(found), kind)
	}
	return found[0], nil
}

func caBundle(path string) (string, error) {
	content, err := os.ReadFile(path)
	return base64.StdEncoding.EncodeToString(content), err
}

// reachOnLoopback points an APIService to a port of this machine: its Service becomes an alias of the loopback
// address.
func reachOnLoopback(apiService *unstructured.Unstructured, port int, ca string) ([]*unstructured.Unstructured, error) {
	reference, found, err := unstructured.NestedStringMap(apiService.Object, "spec", "service")
	if err != nil || !found {
		return nil, fmt.Errorf("APIService %s has no spec.service (%v)", apiService.GetName(), err)
	}
	service := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1",
		"kind":       "Service",
		"metadata":   map[string]any{"name": reference["name"], "namespace": reference["namespace"]},
		"spec": map[string]any{
			"type":         "ExternalName",
			"externalName": "127.0.0.1",
			"ports":        []any{map[string]any{"name": "https", "port": int64(port), "protocol": "TCP"}},
		},
	}}
	spec := apiService.Object["spec"].(map[string]any)
	spec["service"].(map[string]any)["port"] = int64(port)
	spec["caBundle"] = ca
	return []*unstructured.Unstructured{service, apiService}, nil
}

// callOnLoopback points webhooks to a port of this machine, and makes a failing call refuse the object: a test must
// not mistake an unchecked object for one that KEDA accepted.
func callOnLoopback(configuration *unstructured.Unstructured, port int, ca string) error {
	webhooks, _, err := unstructured.NestedSlice(configuration.Object, "webhooks")
	if err != nil {
		return err
	}
	for _, entry := range webhooks {
		webhook := entry.(map[string]any)
		path, found, err := unstructured.NestedString(webhook, "clientConfig", "service", "path")
		if err != nil || !found {
			return fmt.Errorf("webhook %v has no clientConfig.service.path (%v)", webhook["name"], err)
		}
		webhook["clientConfig"] = map[string]any{"url": "https://" + loopback(port) + path, "caBundle": ca}
		webhook["failurePolicy"] = "Fail"
	}
	return unstructured.SetNestedSlice(configuration.Object, webhooks, "webhooks")
}

// askWebhooks fails unless the API server calls KEDA's webhooks, that is, unless an object is refused that the CRD
// allows but KEDA never accepts.
func askWebhooks(ctx context.Context, client *kube.Client) error {
	scaledObjects := schema.GroupVersionResource{Group: "keda.sh", Version: "v1alpha1", Resource: "scaledobjects"}
	invalid := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "keda.sh/v1alpha1",
		"kind":       "ScaledObject",
		// KEDA uses it as the value of a label, which has at most 63 characters.
		"metadata": map[string]any{"name": strings.Repeat("x", 64), "namespace": kedaNamespace},
		"spec": map[string]any{
			"scaleTargetRef": map[string]any{"name": "none"},
			"triggers":       []any{map[string]any{"type": "cron", "metadata": map[string]any{}}},
		},
	}}
	_, err := client.Dynamic.Resource(scaledObjects).Namespace(kedaNamespace).
		Create(ctx, invalid, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	switch {
	case err == nil:
		return errors.New("the API server does not call KEDA's webhooks yet")
	case apierrors.IsForbidden(err):
		return nil
	default:
		return err
	}
}
