// Package syntax determines how Go, Kubernetes and KEDA's libraries parse texts.
package syntax

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// Question is a syntax and texts to parse.
type Question struct {
	protocol.Head
	Syntax string   `json:"syntax"`
	Values []string `json:"values"`
	Options
}

// Options are for some syntaxes only.
type Options struct {
	Inputs []string   `json:"inputs,omitempty"` // regexp, glob, labelSelector: texts to match
	From   *time.Time `json:"from,omitempty"`   // cron: when to start; without it, the answer has no times
	Times  int        `json:"times,omitempty"`  // cron: how many of the next times to return
}

// Answer has an entry for each value, in order.
type Answer struct {
	protocol.Ruling
	Answers []Reading `json:"answers"`
}

// Reading is the result for one text.
type Reading struct {
	protocol.Ruling
	Value   any    `json:"value,omitempty"`   // what was read, in a canonical form
	Matches []bool `json:"matches,omitempty"` // whether the text matches each input
}

// A reader returns what it reads, and which inputs match it, if the syntax is a kind of pattern.
type reader func(text string, options *Options) (any, func(input string) bool, error)

// Judge answers the questions of this kind.
type Judge struct {
	Patience time.Duration
}

// Answer reads the question and every value.
func (j Judge) Answer(ctx context.Context, line []byte) any {
	var q Question
	if err := protocol.Read(line, &q); err != nil {
		return protocol.Wrong("%v", err)
	}
	read, known := readers[q.Syntax]
	if !known {
		return protocol.Wrong("unknown syntax %q; expected one of %v", q.Syntax, slices.Sorted(maps.Keys(readers)))
	}
	return limit.Within(ctx, j.Patience,
		func(context.Context) Answer { return q.answer(read) },
		func(value any) Answer { return Answer{Ruling: protocol.Wrong("%v", value)} },
		func() Answer { return Answer{Ruling: protocol.TooLate()} })
}

func (q *Question) answer(read reader) Answer {
	answer := Answer{Ruling: protocol.Accepted(), Answers: make([]Reading, len(q.Values))}
	for i, text := range q.Values {
		answer.Answers[i] = reading(text, read, &q.Options)
	}
	return answer
}

// reading recovers from panics, because a library may panic where it should return an error.
func reading(text string, read reader, options *Options) (r Reading) {
	defer func() {
		if p := recover(); p != nil {
			r = Reading{Ruling: protocol.Refused(protocol.Panic, fmt.Sprint(p))}
		}
	}()
	value, match, err := read(text, options)
	if errors.Is(err, errTooLarge) {
		return Reading{Ruling: protocol.TooLarge()}
	}
	if err != nil {
		return Reading{Ruling: protocol.Refused("", err.Error())}
	}
	r = Reading{Ruling: protocol.Accepted(), Value: value}
	if match != nil && options.Inputs != nil {
		r.Matches = make([]bool, len(options.Inputs))
		for i, input := range options.Inputs {
			r.Matches[i] = match(input)
		}
	}
	return r
}
