package trigger

import (
	"context"
	"errors"
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

// Build makes the scaler as the operator does, asks it what the autoscaler should look at, and closes it. Where it needs a
// server, the answer says so, or, if reachable, is what it would be with a server that answers.
func Build(ctx context.Context, patience time.Duration, cluster client.Client, config *scalersconfig.ScalerConfig, reachable bool) Answer {
	d, may := dialling[config.TriggerType]
	if !may {
		return build(ctx, patience, cluster, config, protocol.TooLate())
	}
	specs, err := d.metrics(ctx, config)
	var refused refusal
	if errors.As(err, &refused) {
		// The constructor says the same, in its own words, before it opens a connection. On a busy machine it may be late all the same.
		return build(ctx, patience, cluster, config, protocol.TooLate())
	}
	if err != nil {
		return build(ctx, patience, cluster, config, protocol.Dialled())
	}
	answer := limit.Idle(ctx, func() Answer { return build(ctx, patience, cluster, config, protocol.Dialled()) })
	if answer.Stage == protocol.Dial {
		answer.setSpecs(specs)
		if reachable {
			answer.Ruling = protocol.Accepted()
		}
	}
	return answer
}

func build(ctx context.Context, patience time.Duration, cluster client.Client, config *scalersconfig.ScalerConfig, ifLate protocol.Ruling) Answer {
	work := func(ctx context.Context) Answer {
		scaler, err := linked.BuildScaler(ctx, cluster, config.TriggerType, config)
		if err != nil {
			return Answer{Ruling: Refusal(ctx, config.TriggerType, err)}
		}
		defer closeScaler(ctx, scaler)
		return AnswerOf(ctx, scaler)
	}
	panicked := func(value any) Answer { return Answer{Ruling: protocol.Panicked(value)} }
	late := func() Answer { return Answer{Ruling: ifLate} }
	return limit.Within(ctx, patience, work, panicked, late)
}

// AlwaysDials tells whether a constructor cannot succeed without a server.
func AlwaysDials(triggerType string) bool {
	return dialling[triggerType].always
}

// closeScaler does not let a panic on closing change the verdict.
func closeScaler(ctx context.Context, scaler scalers.Scaler) {
	defer func() { _ = recover() }()
	_ = scaler.Close(ctx)
}
