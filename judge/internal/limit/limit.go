// Package limit prevents one question from stopping the others, either by taking too long or by a panic.
package limit

import (
	"context"
	"time"
)

// Within runs work and returns what it returns, unless it panics or takes longer than patience. Work that takes
// longer continues to run, but nothing waits for it: KEDA's constructors cannot be interrupted, and some ignore the
// context.
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
