// Package linked gives access to KEDA's unexported functions. The linker fails if a release no longer has one of
// them.
package linked

import (
	"context"
	_ "unsafe" // go:linkname

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
	_ "github.com/kedacore/keda/v2/pkg/scaling" // has buildScaler
)

// BuildScaler is KEDA's own table from a trigger's type to its constructor.
//
//go:linkname BuildScaler github.com/kedacore/keda/v2/pkg/scaling.buildScaler
func BuildScaler(ctx context.Context, client client.Client, triggerType string, config *scalersconfig.ScalerConfig) (scalers.Scaler, error)

// A Check is one of the checks of the ScaledObject webhook. The webhook runs the first six in the random order of a
// Go map and stops at the first error, so it is random which error a user sees. VerifyTriggers comes after them.
type Check func(object *kedav1alpha1.ScaledObject, action string, dryRun bool) error

// Checks are the webhook's checks of ScaledObjects, by KEDA's names.
var Checks = []struct {
	Name string
	Run  Check
}{
	{"verifyCPUMemoryScalers", withoutWarnings(verifyCPUMemoryScalers)},
	{"verifyFallback", withoutWarnings(verifyFallback)},
	{"verifyHpas", withoutWarnings(verifyHpas)},
	{"verifyName", withoutWarnings(verifyName)},
	{"verifyReplicaCount", withoutWarnings(verifyReplicaCount)},
	{"verifyScaledObjects", withoutWarnings(verifyScaledObjects)},
	{"verifyTriggers", func(object *kedav1alpha1.ScaledObject, action string, dryRun bool) error {
		return verifyTriggers(object, action, dryRun)
	}},
}

type check func(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

func withoutWarnings(run check) Check {
	return func(object *kedav1alpha1.ScaledObject, action string, dryRun bool) error {
		_, err := run(object, action, dryRun)
		return err
	}
}

//go:linkname verifyCPUMemoryScalers github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyCPUMemoryScalers
func verifyCPUMemoryScalers(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyFallback github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyFallback
func verifyFallback(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyHpas github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyHpas
func verifyHpas(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyName github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyName
func verifyName(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyReplicaCount github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyReplicaCount
func verifyReplicaCount(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyScaledObjects github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyScaledObjects
func verifyScaledObjects(*kedav1alpha1.ScaledObject, string, bool) (admission.Warnings, error)

//go:linkname verifyTriggers github.com/kedacore/keda/v2/apis/keda/v1alpha1.verifyTriggers
func verifyTriggers(any, string, bool) error
