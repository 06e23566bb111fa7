package trigger

import (
	"fmt"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// Metric is an entry of the autoscaler's spec.metrics, without the parts that are the same for all.
type Metric struct {
	Source    string `json:"source"` // External, Resource or ContainerResource
	Name      string `json:"name"`
	Container string `json:"container,omitempty"`
	Type      string `json:"type"`             // the type of the target: AverageValue, Value, Utilization or what the user wrote
	Target    string `json:"target,omitempty"` // a quantity in its canonical form, or a percentage
}

// Metrics converts entries of an autoscaler's spec.metrics to the short form, in order.
func Metrics(specs []autoscalingv2.MetricSpec) []Metric {
	var metrics []Metric
	for _, spec := range specs {
		m := Metric{Source: string(spec.Type)}
		var target autoscalingv2.MetricTarget
		switch {
		case spec.External != nil:
			m.Name, target = spec.External.Metric.Name, spec.External.Target
		case spec.Resource != nil:
			m.Name, target = string(spec.Resource.Name), spec.Resource.Target
		case spec.ContainerResource != nil:
			m.Name, target = string(spec.ContainerResource.Name), spec.ContainerResource.Target
			m.Container = spec.ContainerResource.Container
		}
		m.Type = string(target.Type)
		m.Target = targetText(target)
		metrics = append(metrics, m)
	}
	return metrics
}

func targetText(target autoscalingv2.MetricTarget) string {
	switch {
	case target.AverageValue != nil:
		return target.AverageValue.String()
	case target.Value != nil:
		return target.Value.String()
	case target.AverageUtilization != nil:
		return fmt.Sprint(*target.AverageUtilization)
	}
	return ""
}
