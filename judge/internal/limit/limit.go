// Package limit keeps one question from stopping the others: by time, and by a panic.
package limit

import (
	"context"
	"time"
)

// Within runs work and returns what it returns, unless it panics or takes longer than patience. Work that comes too late runs
// on, and nobody waits for it: KEDA's constructors cannot be interrupted, and some heed no context.
func Within[T any](ctx context.Context, patience time.Duration, work func(context.Context) T, panicked func(any) T, late func() T) T {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	done := make(chan T, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- panicked(p)
			}
		}()
		done <- work(ctx)
	}()
	select {
	case answer := <-done:
		return answer
	case <-ctx.Done():
		return late()
	}
}
