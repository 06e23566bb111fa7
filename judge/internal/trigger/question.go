// Package trigger makes KEDA build the scaler of one trigger.
package trigger

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync/atomic"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/client-go/tools/events"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"

	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// Question is a trigger as KEDA's constructors get it: with its authentication and the container's environment resolved.
type Question struct {
	protocol.Head
	Type           string            `json:"type"`
	Name           string            `json:"name,omitempty"`
	Index          int               `json:"index,omitempty"`
	Metadata       map[string]string `json:"metadata,omitempty"`
	AuthParams     map[string]string `json:"authParams,omitempty"`
	Env            map[string]string `json:"env,omitempty"`
	PodIdentity    podIdentity       `json:"podIdentity"`
	MetricType     string            `json:"metricType,omitempty"`
	AsMetricSource bool              `json:"asMetricSource,omitempty"`
	Reachable      bool              `json:"reachable,omitempty"` // whether to answer as if every server did
	Kind           string            `json:"kind,omitempty"`      // the kind of the object that has the trigger
	Namespace      string            `json:"namespace,omitempty"` // the namespace of that object
}

// podIdentity is the pod identity of a TriggerAuthentication, or just its provider.
type podIdentity struct {
	kedav1alpha1.AuthPodIdentity
}

func (p *podIdentity) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		return nil
	}
	if text[0] == '"' {
		return json.Unmarshal(text, &p.Provider)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(&p.AuthPodIdentity)
}

const objectName = "judged"

// HTTPTimeout is the operator's default for requests that its scalers make.
const HTTPTimeout = 3 * time.Second

var asked atomic.Int64

func (q *Question) config() (*scalersconfig.ScalerConfig, error) {
	kind := q.Kind
	switch kind {
	case "":
		kind = "ScaledObject"
	case "ScaledObject", "ScaledJob":
	default:
		return nil, fmt.Errorf("unknown kind %q; expected ScaledObject or ScaledJob", kind)
	}
	namespace := cmp.Or(q.Namespace, "default")
	identity := q.PodIdentity.AuthPodIdentity
	if identity.Provider == "" {
		identity.Provider = kedav1alpha1.PodIdentityProviderNone
	}
	authParams := orEmpty(q.AuthParams)
	if identity.Provider == kedav1alpha1.PodIdentityProviderAws && identity.RoleArn != nil {
		// The operator passes the role in this way, and its scalers look for it nowhere else.
		authParams = maps.Clone(authParams)
		authParams["awsRoleArn"] = *identity.RoleArn
	}
	object := &kedav1alpha1.WithTriggers{}
	object.Kind, object.Namespace, object.Name = kind, namespace, objectName
	return &scalersconfig.ScalerConfig{
		ScalableObjectName:      objectName,
		ScalableObjectNamespace: namespace,
		ScalableObjectType:      kind,
		GlobalHTTPTimeout:       HTTPTimeout,
		TriggerName:             q.Name,
		TriggerType:             q.Type,
		TriggerMetadata:         orEmpty(q.Metadata),
		ResolvedEnv:             orEmpty(q.Env),
		AuthParams:              authParams,
		PodIdentity:             identity,
		TriggerIndex:            q.Index,
		// KEDA caches AWS credentials by this key, so a unique key separates the questions.
		TriggerUniqueKey: fmt.Sprintf("%s-%s-%s-%d-%d", kind, namespace, objectName, q.Index, asked.Add(1)),
		MetricType:       autoscalingv2.MetricTargetType(q.MetricType),
		AsMetricSource:   q.AsMetricSource,
		ScaledObject:     object,
		Recorder:         &events.FakeRecorder{}, // no channel, because sending to a full channel would block
	}, nil
}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// Answer is the ruling, and the metrics that KEDA would give the autoscaler, if it accepts or would accept with a
// server.
type Answer struct {
	protocol.Ruling
	Metrics []Metric `json:"metrics,omitempty"`
	specs   []autoscalingv2.MetricSpec
}

// AnswerOf returns the answer that accepts a scaler.
func AnswerOf(ctx context.Context, scaler scalers.Scaler) Answer {
	answer := Answer{Ruling: protocol.Accepted()}
	answer.setSpecs(scaler.GetMetricSpecForScaling(ctx))
	return answer
}

// Specs are the metrics as KEDA returns them.
func (a *Answer) Specs() []autoscalingv2.MetricSpec {
	return a.specs
}

func (a *Answer) setSpecs(specs []autoscalingv2.MetricSpec) {
	a.specs, a.Metrics = specs, Metrics(specs)
}

// Judge answers a question of its kind.
type Judge struct {
	Patience time.Duration
}

// Answer reads the question and asks KEDA.
func (j Judge) Answer(ctx context.Context, line []byte) any {
	var q Question
	if err := protocol.Read(line, &q); err != nil {
		return protocol.Wrong("%v", err)
	}
	config, err := q.config()
	if err != nil {
		return protocol.Wrong("%v", err)
	}
	return Build(ctx, j.Patience, emptyCluster, config, q.Reachable)
}
