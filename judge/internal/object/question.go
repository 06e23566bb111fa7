// Package object determines what happens to an object of one of KEDA's kinds in a cluster: in the API server, in
// KEDA's webhook and in KEDA's operator. Every layer is evaluated, whatever the previous ones answered, so that a
// caller can compare layer by layer.
package object

import (
	"encoding/json"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"

	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// Question is an object as a client sends it, with the other objects in the cluster.
type Question struct {
	protocol.Head
	Operation string            `json:"operation,omitempty"` // create or update
	Object    json.RawMessage   `json:"object"`
	Old       json.RawMessage   `json:"old,omitempty"` // for an update: the stored object
	DryRun    bool              `json:"dryRun,omitempty"`
	Cluster   []json.RawMessage `json:"cluster,omitempty"`
	Layers    []Layer           `json:"layers,omitempty"`    // all, if empty
	Reachable bool              `json:"reachable,omitempty"` // whether to answer as if every server did
}

// Layer is a component that may refuse an object.
type Layer string

const (
	Schema    Layer = "schema"    // the API server, with KEDA's CRDs
	Webhook   Layer = "webhook"   // KEDA's admission webhooks
	Operator  Layer = "operator"  // KEDA's operator, as it builds the scalers
	Reconcile Layer = "reconcile" // KEDA's operator, as it makes the autoscaler
)

// Layers lists all layers, in the order in which a cluster consults them.
var Layers = []Layer{Schema, Webhook, Operator, Reconcile}

// Answer has a verdict for each layer, and for the whole. The overall stage is the name of the first layer that
// refuses, and its message is that layer's.
type Answer struct {
	protocol.Ruling
	Schema    *SchemaAnswer    `json:"schema,omitempty"`
	Webhook   *WebhookAnswer   `json:"webhook,omitempty"`
	Operator  *OperatorAnswer  `json:"operator,omitempty"`
	Reconcile *ReconcileAnswer `json:"reconcile,omitempty"`
}

// SchemaAnswer is what the API server says before it calls the webhooks.
type SchemaAnswer struct {
	protocol.Ruling
	Errors []FieldError `json:"errors,omitempty"`
	// Pruned are the fields that the API server silently drops, and that kubectl refuses to send.
	Pruned []string `json:"pruned,omitempty"`
}

// FieldError is a cause of the API server's refusal.
type FieldError struct {
	Type    string `json:"type"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

// WebhookAnswer is what KEDA's webhook says.
type WebhookAnswer struct {
	protocol.Ruling
	Warnings []string `json:"warnings,omitempty"`
	// Refusals are the refusals of all failing checks. A user sees a random one of them; the message here is the first
	// one.
	Refusals []CheckRefusal `json:"refusals,omitempty"`
}

// CheckRefusal is what one of the webhook's checks says, by KEDA's name of it.
type CheckRefusal struct {
	Check   string `json:"check"`
	Message string `json:"message"`
}

// OperatorAnswer is what the operator says when it builds the scalers of an object.
type OperatorAnswer struct {
	protocol.Ruling
	Triggers []TriggerAnswer `json:"triggers,omitempty"`
}

// TriggerAnswer is the answer for one trigger, with what the operator found for it in the cluster.
type TriggerAnswer struct {
	trigger.Answer
	AuthParams  map[string]string `json:"authParams,omitempty"`
	PodIdentity string            `json:"podIdentity,omitempty"`
}

// ReconcileAnswer is how the operator's first reconciliation of an object ends.
type ReconcileAnswer struct {
	protocol.Ruling
	Conditions []kedav1alpha1.Condition `json:"conditions,omitempty"`
	Events     []string                 `json:"events,omitempty"`
	Autoscaler *Autoscaler              `json:"autoscaler,omitempty"`
}

// Autoscaler is the HorizontalPodAutoscaler that the operator makes, with its metrics also in the judge's short form.
type Autoscaler struct {
	Name        string                                    `json:"name"`
	Labels      map[string]string                         `json:"labels,omitempty"`
	Annotations map[string]string                         `json:"annotations,omitempty"`
	Spec        autoscalingv2.HorizontalPodAutoscalerSpec `json:"spec"`
	Metrics     []trigger.Metric                          `json:"metrics,omitempty"`
}

// Judge answers the questions of this kind.
type Judge struct {
	Patience time.Duration
	schemas  *schemas
	webhooks *webhooks
}
