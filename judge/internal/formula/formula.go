// Package formula computes the value of a ScaledObject's scalingModifiers.formula with KEDA's code.
package formula

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/go-logr/logr/funcr"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/metrics/pkg/apis/external_metrics"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scaling/cache"
	"github.com/kedacore/keda/v2/pkg/scaling/modifiers"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// Question is a formula, the triggers that it may name, and what they report at one or several times.
type Question struct {
	protocol.Head
	Formula    string    `json:"formula"`
	Target     string    `json:"target"`
	MetricType string    `json:"metricType,omitempty"`
	Triggers   []trigger `json:"triggers,omitempty"`
	// Values are what the triggers report, by name. A missing trigger reports nothing; a null value means that the
	// trigger has failed more often than the fallback allows.
	Values   []map[string]*float64  `json:"values,omitempty"`
	Fallback *kedav1alpha1.Fallback `json:"fallback,omitempty"`
}

// trigger is a name with the trigger's type, or just the name.
type trigger struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"`
}

func (t *trigger) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &t.Name)
	}
	type plain trigger
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode((*plain)(t))
}

// Answer is the ruling at admission, and the outcome of each run.
type Answer struct {
	protocol.Ruling
	Wrapped string `json:"wrapped,omitempty"` // the formula as KEDA compiles it
	Runs    []Run  `json:"runs,omitempty"`
}

// Run is the outcome for one set of values: what the program returns, and the value that the autoscaler gets.
type Run struct {
	// A number, or one of the texts "NaN", "Infinity", "-Infinity", "nil", or another Go type with its value.
	Value any `json:"value,omitempty"`
	// In thousandths; absent if KEDA gives the autoscaler no value.
	Milli *int64 `json:"milli,omitempty"`
	Error string `json:"error,omitempty"`
}

// For a failed trigger, if the question has no fallback, the formula sees nil.
var defaultFallback = kedav1alpha1.Fallback{FailureThreshold: 3, Replicas: 2, Behavior: kedav1alpha1.FallbackBehaviorScalingModifiers}

// Judge answers the questions of this kind.
type Judge struct {
	Patience time.Duration
}

// Answer parses the question and answers it with KEDA's code.
func (j Judge) Answer(ctx context.Context, line []byte) any {
	var q Question
	if err := protocol.Read(line, &q); err != nil {
		return protocol.Wrong("%v", err)
	}
	if q.Fallback != nil && q.Fallback.Behavior != kedav1alpha1.FallbackBehaviorScalingModifiers {
		return protocol.Wrong("fallback.behavior must be %q: with any other, KEDA does not evaluate the formula", kedav1alpha1.FallbackBehaviorScalingModifiers)
	}
	return limit.Within(ctx, j.Patience,
		func(context.Context) Answer { return q.answer() },
		func(value any) Answer { return Answer{Ruling: protocol.Panicked(value)} },
		func() Answer { return Answer{Ruling: protocol.TooLate()} })
}

func (q *Question) answer() Answer {
	object := q.scaledObject()
	program, err := kedav1alpha1.ValidateAndCompileScalingModifiers(object)
	if err != nil {
		return Answer{Ruling: protocol.Refused("", err.Error())}
	}
	answer := Answer{Ruling: protocol.Accepted(), Wrapped: object.Spec.Advanced.ScalingModifiers.Formula}
	for _, values := range q.Values {
		answer.Runs = append(answer.Runs, run(object.DeepCopy(), program, values))
	}
	return answer
}

func (q *Question) scaledObject() *kedav1alpha1.ScaledObject {
	object := &kedav1alpha1.ScaledObject{Spec: kedav1alpha1.ScaledObjectSpec{
		ScaleTargetRef: &kedav1alpha1.ScaleTarget{Name: "judged"},
		Fallback:       q.Fallback,
		Advanced: &kedav1alpha1.AdvancedConfig{ScalingModifiers: kedav1alpha1.ScalingModifiers{
			Formula: q.Formula, Target: q.Target, MetricType: autoscalingv2.MetricTargetType(q.MetricType),
		}},
	}}
	object.Name, object.Namespace = "judged", "default"
	for _, t := range q.Triggers {
		if t.Type == "" {
			t.Type = "prometheus" // any type except cpu and memory, which a formula cannot name
		}
		object.Spec.Triggers = append(object.Spec.Triggers, kedav1alpha1.ScaleTriggers{Name: t.Name, Type: t.Type})
	}
	return object
}

// run does what the operator does whenever the autoscaler or its own loop requests the composite metric.
func run(object *kedav1alpha1.ScaledObject, program *vm.Program, values map[string]*float64) Run {
	object.Status.Health = map[string]kedav1alpha1.HealthStatus{}
	data := map[string]any{}
	names := map[string]string{} // from metrics to triggers
	var metrics []external_metrics.ExternalMetricValue
	for name, value := range values {
		metric := external_metrics.ExternalMetricValue{MetricName: "s0-" + name}
		if value == nil {
			fail(object, metric.MetricName)
			data[name] = nil // as KEDA passes it to the formula with this kind of fallback
		} else {
			metric.Value = *resource.NewMilliQuantity(int64(math.Round(*value*1000)), resource.DecimalSI)
			data[name] = metric.Value.AsApproximateFloat64()
		}
		metrics = append(metrics, metric)
		names[metric.MetricName] = name
	}
	var outcome Run
	got, err := expr.Run(program, data)
	if err == nil {
		outcome.Value = told(got)
	}
	var logged []string
	log := funcr.New(func(_, text string) { logged = append(logged, text) }, funcr.Options{})
	handled := modifiers.HandleScalingModifiers(object, metrics, names, false, nil, &cache.ScalersCache{CompiledFormula: program}, log)
	switch {
	case len(logged) > 0:
		outcome.Error = errorIn(logged)
	case len(handled) == 1:
		milli := handled[0].Value.MilliValue()
		outcome.Milli = &milli
	}
	return outcome
}

// fail marks a trigger as having failed more often than the fallback allows.
func fail(object *kedav1alpha1.ScaledObject, metric string) {
	if object.Spec.Fallback == nil {
		object.Spec.Fallback = defaultFallback.DeepCopy()
	}
	failures := object.Spec.Fallback.FailureThreshold + 1
	object.Status.Health[metric] = kedav1alpha1.HealthStatus{NumberOfFailures: &failures}
}

// KEDA only logs why a formula has no value.
func errorIn(logged []string) string {
	slices.Sort(logged)
	text := strings.Join(logged, "; ")
	_, quoted, found := strings.Cut(text, `"error"=`)
	if !found {
		return text
	}
	var message string
	if err := json.NewDecoder(strings.NewReader(quoted)).Decode(&message); err != nil {
		return text
	}
	return message
}

func told(value any) any {
	number, is := value.(float64)
	switch {
	case value == nil:
		return "nil"
	case !is:
		return fmt.Sprintf("%T: %v", value, value)
	case math.IsNaN(number):
		return "NaN"
	case math.IsInf(number, 1):
		return "Infinity"
	case math.IsInf(number, -1):
		return "-Infinity"
	case number == 0 && math.Signbit(number):
		return json.Number("-0.0")
	}
	return number
}
