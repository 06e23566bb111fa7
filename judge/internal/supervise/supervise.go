// Package supervise keeps the judge answering when KEDA ends its process. A panic in a goroutine that KEDA started, a fatal
// error of the runtime and os.Exit in a library cannot be caught in the code that handles the question. So a child
// process handles the questions; when it dies, new children get its unanswered questions, in ever smaller parts, and
// a question that alone kills a child is answered here.
package supervise

import (
	"bufio"
	"io"
	"os/exec"

	"github.com/keda4j/keda4j/judge/internal/lines"
)

// window is how many questions a child may have in progress.
const window = 8192

// Run passes the lines of a stream to children that start creates, and writes their answers in the order of the
// questions. A child reads questions on its standard input and writes on file descriptor 3: first the line Ready,
// then the answers, one line each and in order. Run ends when the questions do.
func Run(start func() *exec.Cmd, questions io.Reader, answers io.Writer) error {
	stream := make(chan []byte, window)
	unread := make(chan error, 1)
	go func() {
		defer close(stream)
		unread <- lines.Each(questions, func(line []byte) { stream <- line })
	}()
	out := bufio.NewWriterSize(answers, 1<<16)
	owed := debts{part: window}
	for {
		c, err := newChild(start())
		if err != nil {
			return err
		}
		done := false
		if owed.settle(c, out) {
			owed.questions, done = c.all(stream, out)
		}
		c.end()
		if err := out.Flush(); err != nil {
			return err
		}
		if done {
			return <-unread
		}
	}
}

// all sends questions until there are no more or the child ends. It returns the unanswered questions, and whether the
// end of the questions was reached.
func (c *child) all(questions <-chan []byte, out *bufio.Writer) (owed [][]byte, done bool) {
	asked := make(chan []byte, window)
	died := make(chan struct{})
	finished := make(chan bool, 1)
	go func() {
		defer close(asked)
		finished <- c.feed(questions, asked, died)
	}()
	for {
		answer, err := c.answers.ReadBytes('\n')
		if err != nil {
			break
		}
		<-asked
		_, _ = out.Write(answer)
		if c.answers.Buffered() == 0 {
			_ = out.Flush()
		}
	}
	close(died)
	for line := range asked {
		owed = append(owed, line)
	}
	return owed, <-finished && len(owed) == 0
}

// feed reports whether it reached the end of the questions.
func (c *child) feed(questions <-chan []byte, asked chan<- []byte, died <-chan struct{}) bool {
	to := bufio.NewWriterSize(c.questions, 1<<16)
	for {
		select {
		case <-died:
			return false
		case line, more := <-questions:
			if !more {
				_ = to.Flush()
				_ = c.questions.Close()
				return true
			}
			asked <- line // before it is written, so that it counts as unanswered even if the child dies of it
			if _, err := to.Write(line); err == nil && len(questions) == 0 {
				_ = to.Flush()
			}
		}
	}
}
