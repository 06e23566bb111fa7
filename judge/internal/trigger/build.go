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

// Scalers keep the client and use it to get values, which the judge never requests.
var emptyCluster = fake.NewClientBuilder().Build()

// Build creates the scaler as the operator does, gets the metrics for the autoscaler from it, and closes it. If KEDA
// needs a server, the answer says so. If reachable is true, Build instead returns the answer for a server that
// responds.
func Build(ctx context.Context, patience time.Duration, cluster client.Client, config *scalersconfig.ScalerConfig, reachable bool) Answer {
	if limit.TooManyNumbers(config.TriggerMetadata["partitionLimitation"]) {
		return Answer{Ruling: protocol.TooLarge()}
	}
	d, may := dialling[config.TriggerType]
	if !may {
		return build(ctx, patience, cluster, config, protocol.TooLate())
	}
	specs, err := d.metrics(ctx, config)
	var refused refusal
	if errors.As(err, &refused) {
		// The constructor refuses the same parameters before it opens a connection, and words the message differently.
		// On a busy machine, even that may take too long.
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

// AlwaysDials reports whether a constructor cannot succeed without a server.
func AlwaysDials(triggerType string) bool {
	return dialling[triggerType].always
}

// closeScaler ignores a panic while closing, so that it does not change the verdict.
func closeScaler(ctx context.Context, scaler scalers.Scaler) {
	defer func() { _ = recover() }()
	_ = scaler.Close(ctx)
}
