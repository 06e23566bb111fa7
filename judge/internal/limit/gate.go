package limit

import (
	"context"
	"sync"
)

// Gate limits how many questions compute at the same time. A question that only waits for a connection that cannot
// succeed stays outside, so that many may wait.
type Gate chan struct{}

// NewGate creates a gate for n questions.
func NewGate(n int) Gate {
	return make(Gate, n)
}

// pass belongs to a question; work that is too late may still hold it after the question has ended.
type pass struct {
	gate   Gate
	mutex  sync.Mutex
	inside bool
	ended  bool
}

type passKey struct{}

// Through runs work inside the gate.
func (g Gate) Through(ctx context.Context, work func(context.Context)) {
	p := &pass{gate: g}
	p.enter()
	defer p.end()
	work(context.WithValue(ctx, passKey{}, p))
}

// Idle runs work, which waits more than it computes, outside the gate.
func Idle[T any](ctx context.Context, work func() T) T {
	if p, has := ctx.Value(passKey{}).(*pass); has {
		p.leave()
		defer p.enter()
	}
	return work()
}

func (p *pass) enter() {
	p.gate <- struct{}{}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.ended || p.inside {
		<-p.gate
		return
	}
	p.inside = true
}

func (p *pass) leave() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.inside {
		p.inside = false
		<-p.gate
	}
}

func (p *pass) end() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.ended = true
	if p.inside {
		p.inside = false
		<-p.gate
	}
}
