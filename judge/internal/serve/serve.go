// Package serve answers the questions that come in on a stream, several at a time, in the order of the questions.
package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"sync"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/lines"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// A Family answers the questions of one kind. The line is the whole question.
type Family func(ctx context.Context, line []byte) any

// window is how many questions may be in progress: a slow one delays the output of later answers, but not their
// computation.
const window = 8192

// idle is how many questions may wait for a connection besides those that are computing.
const idle = 1000

// Serve reads questions until the stream ends and writes an answer for each. It flushes whenever no further answer is
// ready, so a client may wait for each answer before it sends the next question.
func Serve(ctx context.Context, questions io.Reader, answers io.Writer, families map[string]Family, workers int) error {
	gate := limit.NewGate(workers)
	order := make(chan chan []byte, window)
	work := make(chan func())
	var running sync.WaitGroup
	for range workers + idle {
		running.Go(func() {
			for task := range work {
				task()
			}
		})
	}
	readErr := make(chan error, 1)
	go func() {
		defer close(order)
		defer close(work)
		readErr <- lines.Each(questions, func(line []byte) {
			answer := make(chan []byte, 1)
			order <- answer
			work <- func() {
				gate.Through(ctx, func(ctx context.Context) { answer <- answerLine(ctx, line, families) })
			}
		})
	}()
	writeErr := writeInOrder(answers, order)
	running.Wait()
	if err := <-readErr; err != nil {
		return err
	}
	return writeErr
}

func writeInOrder(to io.Writer, order <-chan chan []byte) error {
	out := bufio.NewWriterSize(to, 1<<16) // keeps its first error and returns it from then on
	for answer := range order {
		var line []byte
		select {
		case line = <-answer:
		default: // the next answer is not ready yet: flush the previous ones
			_ = out.Flush()
			line = <-answer
		}
		_, _ = out.Write(line)
		if len(order) == 0 {
			_ = out.Flush()
		}
	}
	return out.Flush()
}

func answerLine(ctx context.Context, line []byte, families map[string]Family) []byte {
	var head protocol.Head
	if err := json.Unmarshal(line, &head); err != nil {
		return mustLine(nil, protocol.Wrong("not a question in JSON: %v", err))
	}
	family, known := families[head.Ask]
	if !known {
		return mustLine(head.ID, protocol.Wrong("unknown ask %q", head.Ask))
	}
	return mustLine(head.ID, answered(ctx, line, family))
}

// answered prevents an internal error of the judge from ending the program.
func answered(ctx context.Context, line []byte, family Family) (answer any) {
	defer func() {
		if p := recover(); p != nil {
			answer = protocol.Wrong("the judge itself failed: %v", p)
		}
	}()
	return family(ctx, line)
}

func mustLine(id json.RawMessage, answer any) []byte {
	line, err := protocol.Line(id, answer)
	if err != nil {
		line, _ = protocol.Line(id, protocol.Wrong("the answer cannot be written: %v", err))
	}
	return line
}
