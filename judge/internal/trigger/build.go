package trigger

import (
	"context"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/linked"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// Scalers keep the client and use it when they are asked for a value, which the judge never does.
var emptyCluster = fake.NewClientBuilder().Build()

// Build makes the scaler as the operator does, asks it what the autoscaler should look at, and closes it.
func Build(ctx context.Context, patience time.Duration, cluster client.Client, config *scalersconfig.ScalerConfig) Answer {
	work := func(ctx context.Context) Answer {
		scaler, err := linked.BuildScaler(ctx, cluster, config.TriggerType, config)
		if err != nil {
			return Answer{Ruling: Refusal(ctx, config.TriggerType, err)}
		}
		defer closeScaler(ctx, scaler)
		return Answer{Ruling: protocol.Accepted(), Metrics: MetricsOf(ctx, scaler)}
	}
	panicked := func(value any) Answer { return Answer{Ruling: protocol.Panicked(value)} }
	late := func() Answer { return Answer{Ruling: Expired(config.TriggerType)} }
	return limit.Within(ctx, patience, work, panicked, late)
}

// closeScaler does not let a panic on closing change the verdict.
func closeScaler(ctx context.Context, scaler scalers.Scaler) {
	defer func() { _ = recover() }()
	_ = scaler.Close(ctx)
}
