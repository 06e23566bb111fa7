package object

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/go-logr/logr"
	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/config"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
	"sigs.k8s.io/controller-runtime/pkg/webhook/conversion"

	eventingv1alpha1 "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"

	"github.com/keda4j/keda4j/judge/internal/linked"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// webhooks are KEDA's webhooks, set up as in its own program. KEDA keeps their client and mapper in package
// variables, so there is only one instance, which answers one question at a time.
type webhooks struct {
	turn    sync.Mutex
	mux     *http.ServeMux
	cluster *swappedClient
	mapper  *swappedMapper
	indexes []func(*fake.ClientBuilder) *fake.ClientBuilder
}

type swappedClient struct{ client.Client }

type swappedMapper struct{ meta.RESTMapper }

func newWebhooks() (*webhooks, error) {
	w := &webhooks{cluster: &swappedClient{}, mapper: &swappedMapper{baseMapper()}}
	server := webhook.NewServer(webhook.Options{})
	m := standIn{webhooks: w, server: server}
	for _, err := range []error{
		(&kedav1alpha1.ScaledObject{}).SetupWebhookWithManager(m, false),
		(&kedav1alpha1.ScaledJob{}).SetupWebhookWithManager(m),
		(&kedav1alpha1.TriggerAuthentication{}).SetupWebhookWithManager(m),
		(&kedav1alpha1.ClusterTriggerAuthentication{}).SetupWebhookWithManager(m),
		(&eventingv1alpha1.CloudEventSource{}).SetupWebhookWithManager(m),
		(&eventingv1alpha1.ClusterCloudEventSource{}).SetupWebhookWithManager(m),
	} {
		if err != nil {
			return nil, err
		}
	}
	w.mux = server.WebhookMux()
	return w, nil
}

// standIn is the part of a manager that the set-up of the webhooks needs; any other method panics.
type standIn struct {
	manager.Manager
	webhooks *webhooks
	server   webhook.Server
}

func (m standIn) GetClient() client.Client                     { return m.webhooks.cluster }
func (m standIn) GetRESTMapper() meta.RESTMapper               { return m.webhooks.mapper }
func (m standIn) GetScheme() *runtime.Scheme                   { return baseScheme }
func (m standIn) GetWebhookServer() webhook.Server             { return m.server }
func (m standIn) GetConfig() *rest.Config                      { return &rest.Config{} }
func (m standIn) GetHTTPClient() *http.Client                  { return http.DefaultClient }
func (m standIn) GetLogger() logr.Logger                       { return logr.Discard() }
func (m standIn) GetControllerOptions() config.Controller      { return config.Controller{} }
func (m standIn) GetEventRecorder(string) events.EventRecorder { return &events.FakeRecorder{} }
func (m standIn) GetFieldIndexer() client.FieldIndexer         { return m }
func (m standIn) GetConverterRegistry() conversion.Registry    { return conversion.NewRegistry() }

// IndexField records the indexes that the webhooks request, so that every fake cluster gets them.
func (m standIn) IndexField(_ context.Context, object client.Object, name string, values client.IndexerFunc) error {
	m.webhooks.indexes = append(m.webhooks.indexes, func(b *fake.ClientBuilder) *fake.ClientBuilder { return b.WithIndex(object, name, values) })
	return nil
}

func (w *webhooks) withIndexes(b *fake.ClientBuilder) *fake.ClientBuilder {
	for _, add := range w.indexes {
		b = add(b)
	}
	return b
}

// admission is the input of a webhook.
type admission struct {
	object   *unstructured.Unstructured
	old      *unstructured.Unstructured // nil on creation
	resource schema.GroupVersionResource
	dryRun   bool
}

func (w *webhooks) judge(ctx context.Context, c *cluster, a admission) *WebhookAnswer {
	made, err := c.client(nil, w.withIndexes)
	if err != nil {
		return &WebhookAnswer{Ruling: protocol.Wrong("%v", err)}
	}
	w.turn.Lock()
	defer w.turn.Unlock()
	w.cluster.Client, w.mapper.RESTMapper = made, c.mapper
	response, err := w.ask(ctx, a)
	if err != nil {
		return &WebhookAnswer{Ruling: protocol.Wrong("webhook: %v", err)}
	}
	answer := &WebhookAnswer{Ruling: protocol.Accepted(), Warnings: response.Warnings}
	if !response.Allowed {
		answer.Ruling = protocol.Refused("", response.Result.Message)
		if answer.Refusals = w.eachCheck(a); len(answer.Refusals) > 0 {
			answer.Message = answer.Refusals[0].Message
		}
	}
	return answer
}

// ask sends an AdmissionReview to KEDA's own handler.
func (w *webhooks) ask(ctx context.Context, a admission) (*admissionv1.AdmissionResponse, error) {
	kind := a.object.GroupVersionKind()
	request := &admissionv1.AdmissionRequest{
		UID:       "1",
		Kind:      metav1.GroupVersionKind(kind),
		Resource:  metav1.GroupVersionResource(a.resource),
		Name:      a.object.GetName(),
		Namespace: a.object.GetNamespace(),
		Operation: admissionv1.Create,
		DryRun:    &a.dryRun,
	}
	var err error
	if request.Object.Raw, err = a.object.MarshalJSON(); err != nil {
		return nil, err
	}
	if a.old != nil {
		request.Operation = admissionv1.Update
		if request.OldObject.Raw, err = a.old.MarshalJSON(); err != nil {
			return nil, err
		}
	}
	body, err := json.Marshal(&admissionv1.AdmissionReview{
		TypeMeta: metav1.TypeMeta{APIVersion: "admission.k8s.io/v1", Kind: "AdmissionReview"},
		Request:  request,
	})
	if err != nil {
		return nil, err
	}
	path := "/validate-" + strings.ReplaceAll(kind.Group, ".", "-") + "-" + kind.Version + "-" + strings.ToLower(kind.Kind)
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	got := httptest.NewRecorder()
	w.mux.ServeHTTP(got, r)
	var review admissionv1.AdmissionReview
	if err := json.Unmarshal(got.Body.Bytes(), &review); err != nil || review.Response == nil {
		return nil, fmt.Errorf("%s: status %d: %s", path, got.Code, got.Body)
	}
	return review.Response, nil
}

// eachCheck runs the checks of a ScaledObject one by one, because the webhook itself stops at the first failure.
func (w *webhooks) eachCheck(a admission) []CheckRefusal {
	var object kedav1alpha1.ScaledObject
	if a.object.GetKind() != "ScaledObject" || into(a.object, &object) != nil {
		return nil
	}
	action := "create"
	if a.old != nil {
		action = "update"
	}
	var refusals []CheckRefusal
	for _, check := range linked.Checks {
		if err := check.Run(object.DeepCopy(), action, a.dryRun); err != nil {
			refusals = append(refusals, CheckRefusal{check.Name, err.Error()})
		}
	}
	return refusals
}
