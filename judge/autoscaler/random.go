package autoscaler

import (
	"fmt"
	"math"
	"math/rand"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/resource"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
)

const seconds = 600

// random creates a ScaledObject that KEDA accepts, and loads for it. The same seed always gives the same result.
func random(seed int64) *recording {
	for ; ; seed += 1_000_003 {
		g := &generator{rand.New(rand.NewSource(seed))}
		r := g.recording(seed)
		if r != nil {
			return r
		}
	}
}

type generator struct{ *rand.Rand }

func (g *generator) one(of int) bool { return g.Intn(of) == 0 }

func pick[T any](g *generator, from ...T) T { return from[g.Intn(len(from))] }

func pointer[T any](value T) *T { return &value }

func (g *generator) recording(seed int64) *recording {
	r := &recording{Seed: seed, Until: seconds, Step: 20 + g.Intn(70), Ready: pick(g, 0.5, 2.2, 2.2, 10.5, 20.5, 40.5)}
	r.manifest = &kedav1alpha1.ScaledObject{}
	spec := &r.manifest.Spec
	most := g.bounds(spec)
	if g.one(4) {
		r.Start = int32(g.Intn(most + 3))
	}
	spec.PollingInterval = pointer(pick[int32](g, 5, 10, 30, 20, 7, 30))
	if !g.one(5) {
		spec.CooldownPeriod = pointer(pick[int32](g, 0, 20, 30, 45, 60, 120, 300))
	}
	if g.one(4) {
		spec.InitialCooldownPeriod = pointer(pick[int32](g, 0, 30, 100))
	}
	if !g.one(4) {
		if behavior := (&autoscalingv2.HorizontalPodAutoscalerBehavior{ScaleUp: g.rules(), ScaleDown: g.rules()}); behavior.ScaleUp != nil || behavior.ScaleDown != nil {
			spec.Advanced = &kedav1alpha1.AdvancedConfig{HorizontalPodAutoscalerConfig: &kedav1alpha1.HorizontalPodAutoscalerConfig{Behavior: behavior}}
		}
	}
	fallsBack := g.one(3)
	external := 0
	used := map[string]bool{}
	for n := 1 + g.Intn(5)/3 + g.Intn(7)/6; n > 0; n-- {
		kind := "metrics-api"
		if g.one(5) {
			kind = pick(g, "cpu", "memory", "cron")
		}
		if used[kind] {
			continue
		}
		used[kind] = kind != "metrics-api"
		if kind != "cpu" && kind != "memory" {
			external++
		}
		trigger, load := g.trigger(kind, fmt.Sprintf("t%d", len(spec.Triggers)), most, r.Step, fallsBack && external == 1)
		spec.Triggers = append(spec.Triggers, trigger)
		r.Loads = append(r.Loads, load)
	}
	if external == 0 && (spec.MinReplicaCount == nil || *spec.MinReplicaCount == 0) {
		return nil // KEDA's webhook would refuse this ScaledObject.
	}
	if fallsBack && external > 0 {
		spec.Fallback = &kedav1alpha1.Fallback{FailureThreshold: int32(g.Intn(5)), Replicas: int32(g.Intn(most)),
			Behavior: pick(g, "static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower")}
	}
	g.formula(spec)
	g.annotate(r.manifest, most)
	return r
}

func (g *generator) bounds(spec *kedav1alpha1.ScaledObjectSpec) int {
	most := pick(g, 5, 10, 20, 50, 100)
	if g.one(8) {
		most = 100
	} else {
		spec.MaxReplicaCount = pointer(int32(most))
	}
	if g.one(2) {
		least := int32(g.Intn(4))
		spec.MinReplicaCount = &least
		if least > 0 && g.one(3) {
			spec.IdleReplicaCount = pointer(int32(g.Intn(int(least))))
		}
	}
	return most
}

func (g *generator) rules() *autoscalingv2.HPAScalingRules {
	if g.one(4) {
		return nil
	}
	rules := &autoscalingv2.HPAScalingRules{}
	if !g.one(4) {
		rules.StabilizationWindowSeconds = pointer(pick[int32](g, 0, 0, 15, 30, 45, 60, 120, 300, 7, 100))
	}
	if g.one(3) {
		rules.SelectPolicy = pointer(pick(g, autoscalingv2.MaxChangePolicySelect, autoscalingv2.MinChangePolicySelect, autoscalingv2.DisabledPolicySelect))
	}
	if g.one(4) {
		rules.Tolerance = pointer(resource.MustParse(pick(g, "0", "0.05", "0.3", "0.5", "1")))
	}
	for n := g.Intn(4); n > 0; n-- {
		policy := autoscalingv2.HPAScalingPolicy{Type: autoscalingv2.PodsScalingPolicy, Value: pick[int32](g, 1, 2, 3, 4, 10, 50),
			PeriodSeconds: pick[int32](g, 15, 30, 45, 60, 20, 90, 180, 300)}
		if g.one(2) {
			policy.Type, policy.Value = autoscalingv2.PercentScalingPolicy, pick[int32](g, 1, 10, 33, 50, 100, 150, 900)
		}
		rules.Policies = append(rules.Policies, policy)
	}
	return rules
}

func (g *generator) trigger(kind, name string, most, step int, breaks bool) (kedav1alpha1.ScaleTriggers, []*float64) {
	trigger := kedav1alpha1.ScaleTriggers{Type: kind, Name: name, Metadata: map[string]string{}}
	switch kind {
	case "cron":
		start := g.Intn(8)
		trigger.Metadata = map[string]string{"timezone": "UTC", "start": fmt.Sprintf("%d-59/10 * * * *", start),
			"end": fmt.Sprintf("%d-59/10 * * * *", (start+1+g.Intn(5))%10), "desiredReplicas": fmt.Sprint(1 + g.Intn(most))}
		return trigger, []*float64{}
	case "metrics-api":
		target := pick(g, 1, 2, 2.5, 5, 7, 10, 0.3, 3)
		activation := 0.0
		trigger.Metadata = map[string]string{"valueLocation": "v", "targetValue": fmt.Sprint(target)}
		if g.one(3) {
			activation = pick(g, 5, 10, 0.5)
			trigger.Metadata["activationTargetValue"] = fmt.Sprint(activation)
		}
		trigger.MetricType = pick(g, autoscalingv2.AverageValueMetricType, "", autoscalingv2.ValueMetricType)
		trigger.UseCachedMetrics = g.one(6)
		highest := target * float64(most)
		if trigger.MetricType == autoscalingv2.ValueMetricType {
			highest = target * 3
		}
		return trigger, g.load(step, target, activation, highest, breaks || g.one(2), 3)
	}
	trigger.MetricType = pick(g, autoscalingv2.UtilizationMetricType, autoscalingv2.AverageValueMetricType)
	trigger.Metadata["value"] = pick(g, "50", "60", "80", "75")
	digits := 0
	if trigger.MetricType == autoscalingv2.AverageValueMetricType {
		trigger.Metadata["value"] = pick(g, "500m", "250m", "300m", "1")
		digits = 3
	}
	quantity := resource.MustParse(trigger.Metadata["value"])
	target := quantity.AsApproximateFloat64()
	return trigger, g.load(step, target, 0, target*3, g.one(2), digits)
}

// load is sometimes 0, sometimes a failure, otherwise near the target, at the activation value, or anything up to the
// maximum.
func (g *generator) load(step int, target, activation, highest float64, breaks bool, digits int) []*float64 {
	var load []*float64
	for range seconds/step + 1 {
		value := 0.0
		switch g.Intn(9) {
		case 0, 1:
		case 2, 3:
			if breaks {
				load = append(load, nil)
				continue
			}
		case 4:
			value = target * (0.8 + 0.4*g.Float64()) * math.Max(1, math.Round(highest/target*g.Float64()))
		case 5:
			value = activation
		default:
			value = highest * g.Float64() * g.Float64()
		}
		unit := math.Pow10(digits)
		load = append(load, pointer(math.Round(value*unit)/unit))
	}
	return load
}

func (g *generator) formula(spec *kedav1alpha1.ScaledObjectSpec) {
	for i := range 2 {
		if i >= len(spec.Triggers) || spec.Triggers[i].Type == "cpu" || spec.Triggers[i].Type == "memory" {
			return
		}
	}
	if !g.one(2) {
		return
	}
	modifiers := kedav1alpha1.ScalingModifiers{
		Formula:    pick(g, "t0 + t1", "max([t0, t1])", "t0 > 5 ? t0 : t1 / 2", "t0 - t1", "t0 / t1"),
		Target:     pick(g, "1", "2", "5", "2.5", "0.3"),
		MetricType: pick(g, "", autoscalingv2.AverageValueMetricType, autoscalingv2.ValueMetricType),
	}
	if g.one(3) {
		modifiers.ActivationTarget = pick(g, "0.5", "5", "-1")
	}
	if spec.Fallback != nil && g.one(2) {
		spec.Fallback.Behavior = kedav1alpha1.FallbackBehaviorScalingModifiers
		modifiers.Formula = pick(g, "(t0 ?? 3) + (t1 ?? 4)", "t0 ?? t1")
	}
	if spec.Advanced == nil {
		spec.Advanced = &kedav1alpha1.AdvancedConfig{}
	}
	spec.Advanced.ScalingModifiers = modifiers
}

func (g *generator) annotate(object *kedav1alpha1.ScaledObject, most int) {
	switch g.Intn(24) {
	case 0:
		object.Annotations = map[string]string{kedav1alpha1.PausedScaleInAnnotation: "true"}
	case 1:
		object.Annotations = map[string]string{kedav1alpha1.PausedScaleOutAnnotation: "true"}
	case 2:
		object.Annotations = map[string]string{kedav1alpha1.ForceActivationAnnotation: "true"}
	case 3:
		object.Annotations = map[string]string{kedav1alpha1.PausedAnnotation: "true"}
	case 4:
		object.Annotations = map[string]string{kedav1alpha1.PausedReplicasAnnotation: fmt.Sprint(g.Intn(most))}
	}
}
