//go:build keda_2_20

package object

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"

	kedacontrollers "github.com/kedacore/keda/v2/controllers/keda"
	"github.com/kedacore/keda/v2/pkg/eventemitter"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scaling"
	"github.com/kedacore/keda/v2/pkg/scaling/resolver"
	kedautil "github.com/kedacore/keda/v2/pkg/util"

	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// configureOperator does what the operator's main function does before its first reconciliation.
func configureOperator() error {
	// Without a folder for CAs, a scaler with its own CA panics.
	kedautil.SetCACertDirs([]string{"/custom/ca"})
	resolver.SetConfig(&resolver.Config{})
	return nil
}

func newScaleHandler(c client.Client, scales scale.ScalesGetter, scheme *runtime.Scheme, auth *authentication.AuthClientSet) scaling.ScaleHandler {
	return scaling.NewScaleHandler(c, scales, scheme, trigger.HTTPTimeout, &events.FakeRecorder{}, auth)
}

func newScaledJobReconciler(
	c client.Client, scheme *runtime.Scheme, emitter eventemitter.EventHandler, auth *authentication.AuthClientSet,
) *kedacontrollers.ScaledJobReconciler {
	return &kedacontrollers.ScaledJobReconciler{
		Client: c, Scheme: scheme, GlobalHTTPTimeout: trigger.HTTPTimeout, EventEmitter: emitter, AuthClientSet: auth,
	}
}
