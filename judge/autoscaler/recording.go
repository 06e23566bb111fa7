// Package autoscaler runs KEDA's operator and the controller of HorizontalPodAutoscalers, unchanged, in virtual time:
// ten minutes of a ScaledObject take a moment. The result is recordings that the simulator's tests replay.
package autoscaler

import (
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
)

// recording is a ScaledObject, the values that its triggers read, and the resulting replicas. keda-simulator's
// Recording says what each field means.
type recording struct {
	Seed       int64        `json:"seed"`
	Object     object       `json:"object"`
	Loads      [][]*float64 `json:"loads"`
	Step       int          `json:"step"`
	Start      int32        `json:"start"`
	Ready      float64      `json:"ready"`
	Sync       float64      `json:"sync"`
	Fraction   float64      `json:"fraction"`
	Until      int          `json:"until"`
	Real       [][2]float64 `json:"real"`
	Asked      *int64       `json:"asked,omitempty"`
	Conditions []string     `json:"conditions"`
	manifest   *kedav1alpha1.ScaledObject
}

type object struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Metadata   metadata `json:"metadata"`
	Spec       any      `json:"spec"`
}

type metadata struct {
	Name        string            `json:"name"`
	Annotations map[string]string `json:"annotations,omitempty"`
}
