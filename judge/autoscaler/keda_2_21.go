//go:build !keda_2_20

package autoscaler

import (
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scaling"
)

const release = "2.21"

func newHandler(client client.Client, scales scale.ScalesGetter, scheme *runtime.Scheme, auth *authentication.AuthClientSet) scaling.ScaleHandler {
	return scaling.NewScaleHandler(client, scales, scheme, 3*time.Second, 3*time.Second, &events.FakeRecorder{}, auth)
}
