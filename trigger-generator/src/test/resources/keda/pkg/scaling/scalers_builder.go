package scaling

import (
	"context"
	"fmt"

	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
)

func (h *scaleHandler) buildScalers(ctx context.Context) ([]cache.ScalerBuilder, error) {
	return nil, nil
}

// buildScaler makes the scaler of a type.
func buildScaler(ctx context.Context, triggerType string, config *scalersconfig.ScalerConfig) (scalers.Scaler, error) {
	switch triggerType {
	case "queue":
		return scalers.NewQueueScaler(ctx, config)
	// only for tests
	case "external-mock":
		return scalers.NewExternalMockScaler(config)
	case "topic", "topic-cluster":
		scaler, err := scalers.NewTopicScaler(config)
		return scaler, err
	default:
		return nil, fmt.Errorf("no scaler for %q", triggerType)
	}
}
