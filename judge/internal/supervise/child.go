package supervise

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// Ready is the first line that a child writes.
const Ready = "ready\n"

type child struct {
	command   *exec.Cmd
	questions io.WriteCloser
	answers   *bufio.Reader
	pipe      *os.File
	last      *tail
}

func newChild(command *exec.Cmd) (*child, error) {
	questions, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	last := &tail{next: command.Stderr}
	command.Stderr = last
	command.ExtraFiles = []*os.File{write}
	err = command.Start()
	_ = write.Close()
	if err != nil {
		_ = read.Close()
		return nil, err
	}
	c := &child{command: command, questions: questions, answers: bufio.NewReaderSize(read, 1<<16), pipe: read, last: last}
	if first, _ := c.answers.ReadString('\n'); first != Ready {
		c.end()
		return nil, fmt.Errorf("the judge did not start: %s", strings.TrimSpace(last.String()))
	}
	return c, nil
}

// end closes the child's input and output, and waits for it.
func (c *child) end() {
	_ = c.questions.Close()
	_ = c.pipe.Close()
	_ = c.command.Wait()
}

// died answers a question that killed a child.
func (c *child) died(question []byte) []byte {
	var head protocol.Head
	_ = json.Unmarshal(question, &head) // a question without an id gets an answer without one
	answer, _ := protocol.Line(head.ID, protocol.Refused(protocol.Panic, c.last.reason(c.command.ProcessState)))
	return answer
}

// tail keeps the end of the child's standard error, which contains the reason for its death.
type tail struct {
	next io.Writer
	text []byte
}

const tailSize = 1 << 16

func (t *tail) Write(text []byte) (int, error) {
	t.text = append(t.text, text...)
	if len(t.text) > 2*tailSize {
		t.text = append(t.text[:0], t.text[len(t.text)-tailSize:]...)
	}
	if t.next != nil {
		return t.next.Write(text)
	}
	return len(text), nil
}

func (t *tail) String() string {
	return string(t.text)
}

// reason returns the line in which the runtime says why it ended the process, or how the process ended.
func (t *tail) reason(state *os.ProcessState) string {
	for line := range strings.Lines(t.String()) {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return "the process of KEDA ended: " + strings.TrimSpace(line)
		}
	}
	return "the process of KEDA ended: " + state.String()
}
