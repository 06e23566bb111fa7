package syntax

import (
	"errors"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
)

// field is a scaler's metadata with one required parameter. KEDA requires a field TriggerIndex.
type field[T any] struct {
	Value        T `keda:"name=value, order=triggerMetadata"`
	TriggerIndex int
}

// rangesField is a field that also accepts "1-3", as the partitionLimitation of apache-kafka does.
type rangesField struct {
	Value        []int `keda:"name=value, order=triggerMetadata, range"`
	TriggerIndex int
}

func typed[T any]() reader {
	return func(text string, _ *Options) (any, func(string) bool, error) {
		var into field[T]
		err := readTyped(text, &into)
		return into.Value, nil, err
	}
}

func typedFloat(text string, _ *Options) (any, func(string) bool, error) {
	var into field[float64]
	err := readTyped(text, &into)
	return jsonFloat(into.Value), nil, err
}

// errTooLarge is not KEDA's.
var errTooLarge = errors.New("too large")

func typedRanges(text string, _ *Options) (any, func(string) bool, error) {
	if limit.TooManyNumbers(text) {
		return nil, nil, errTooLarge
	}
	var into rangesField
	err := readTyped(text, &into)
	return into.Value, nil, err
}

func readTyped(text string, into any) error {
	config := scalersconfig.ScalerConfig{TriggerMetadata: map[string]string{"value": text}}
	return config.TypedConfig(into)
}
