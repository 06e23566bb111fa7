package cluster

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestAWebhookIsCalledOnLoopbackAndItsFailureRefuses(t *testing.T) {
	configuration := object(t, `{"webhooks": [
		{"name": "a", "failurePolicy": "Ignore", "clientConfig": {"service": {"name": "s", "path": "/validate-a"}}, "sideEffects": "None"},
		{"name": "b", "clientConfig": {"service": {"name": "s", "path": "/validate-b"}}}]}`)
	if err := callOnLoopback(configuration, 1234, "Y2E="); err != nil {
		t.Fatal(err)
	}
	webhooks, _, _ := unstructured.NestedSlice(configuration.Object, "webhooks")
	for i, path := range []string{"/validate-a", "/validate-b"} {
		webhook := webhooks[i].(map[string]any)
		if got := fmt.Sprint(webhook["clientConfig"]); got != "map[caBundle:Y2E= url:https://127.0.0.1:1234"+path+"]" {
			t.Errorf("clientConfig is %s", got)
		}
		if webhook["failurePolicy"] != "Fail" {
			t.Errorf("failurePolicy is %v", webhook["failurePolicy"])
		}
	}
	if webhooks[0].(map[string]any)["sideEffects"] != "None" {
		t.Error("sideEffects is lost")
	}
}

func TestAWebhookWithoutAPathIsAnError(t *testing.T) {
	configuration := object(t, `{"webhooks": [{"name": "a", "clientConfig": {"url": "https://x"}}]}`)
	if err := callOnLoopback(configuration, 1, ""); err == nil || !strings.Contains(err.Error(), "webhook a") {
		t.Errorf("the error is %v; expected one that names the webhook", err)
	}
}

func TestAnAPIServiceLeadsToAServiceThatIsTheLoopbackAddress(t *testing.T) {
	objects, err := reachOnLoopback(object(t, `{"spec": {"service": {"name": "s", "namespace": "n"}}}`), 4321, "Y2E=")
	if err != nil {
		t.Fatal(err)
	}
	service, apiService := objects[0], objects[1]
	if service.GetName() != "s" || service.GetNamespace() != "n" {
		t.Errorf("the Service is %s/%s; expected n/s", service.GetNamespace(), service.GetName())
	}
	if name, _, _ := unstructured.NestedString(service.Object, "spec", "externalName"); name != "127.0.0.1" {
		t.Errorf("the Service is an alias of %s", name)
	}
	if port, _, _ := unstructured.NestedInt64(apiService.Object, "spec", "service", "port"); port != 4321 {
		t.Errorf("the port is %d; expected 4321", port)
	}
	if _, err := reachOnLoopback(object(t, `{"spec": {}}`), 1, ""); err == nil {
		t.Error("an APIService without a Service is accepted")
	}
}

func object(t *testing.T, text string) *unstructured.Unstructured {
	t.Helper()
	o := &unstructured.Unstructured{}
	if err := json.Unmarshal([]byte(text), &o.Object); err != nil {
		t.Fatal(err)
	}
	return o
}
