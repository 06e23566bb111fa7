// Package protocol contains what all questions and answers share: one JSON object per line in each direction.
package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
)

// Version changes when an answer changes its meaning; a new field does not change it.
const Version = 1

// Verdict is the short form of an answer.
type Verdict string

const (
	Accept  Verdict = "accept"
	Refuse  Verdict = "refuse"
	Invalid Verdict = "invalid" // the question itself is wrong: KEDA was not involved
)

// Stage says how far KEDA got before it refused.
type Stage string

const (
	Parameters Stage = "parameters" // the parameters were read and found wrong
	Client     Stage = "client"     // the parameters are fine, but no client could be created from them
	Dial       Stage = "dial"       // the answer depends on a server, and KEDA would open a connection now
	Panic      Stage = "panic"      // KEDA panicked, or ended the process
	Late       Stage = "late"       // no answer in time, from a part of KEDA that opens no connection
	Memory     Stage = "memory"     // KEDA would need more memory than the judge may take
)

// Head is the beginning of every question.
type Head struct {
	ID  json.RawMessage `json:"id,omitempty"`
	Ask string          `json:"ask"`
}

// Ruling is the beginning of every answer, after the question's id.
type Ruling struct {
	Verdict Verdict `json:"verdict"`
	Stage   Stage   `json:"stage,omitempty"`
	Message string  `json:"message,omitempty"`
}

// Accepted is the ruling without a message.
func Accepted() Ruling {
	return Ruling{Verdict: Accept}
}

// Refused is a refusal in KEDA's words.
func Refused(stage Stage, message string) Ruling {
	return Ruling{Verdict: Refuse, Stage: stage, Message: message}
}

// Wrong answers a question that cannot be passed to KEDA.
func Wrong(format string, arguments ...any) Ruling {
	return Ruling{Verdict: Invalid, Message: fmt.Sprintf(format, arguments...)}
}

// Panicked is the ruling on a panic of KEDA's; the value is what recover returned, or the ruling on an earlier panic.
// It must be called by the function that recovered, so that it can find the place of the panic in KEDA.
func Panicked(value any) Ruling {
	if earlier, is := value.(Ruling); is {
		return earlier
	}
	return Refused(Panic, fmt.Sprintf("%v (in %s)", value, placeInKEDA()))
}

const kedaModule = "github.com/kedacore/keda/v2/"

// placeInKEDA returns KEDA's innermost function on the stack of a panicking goroutine.
func placeInKEDA() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for {
		frame, more := frames.Next()
		if place, is := strings.CutPrefix(frame.Function, kedaModule); is {
			return place
		}
		if !more {
			return "no function of KEDA's"
		}
	}
}

// Dialled is the ruling if KEDA's answer depends on a server. What the many client libraries say about a failed
// connection differs from run to run, so the message is always this one.
func Dialled() Ruling {
	return Refused(Dial, "KEDA opens a network connection here; the judge cannot know whether it would succeed.")
}

// TooLate is the ruling on a part of KEDA that opens no connection and still has not answered in time.
func TooLate() Ruling {
	return Refused(Late, "KEDA did not answer within the judge's patience.")
}

// TooLarge is the ruling on a value for which KEDA would need too much memory. KEDA is not asked.
func TooLarge() Ruling {
	return Refused(Memory, "KEDA would need more memory for this than the judge may take.")
}

// Read fills a question from its line. An unknown field is an error, so that a typo in a client is found at once.
func Read(line []byte, question any) error {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(question); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fmt.Errorf("expected one JSON object in the line")
	}
	return nil
}

// Line writes an answer as a line that begins with the question's id.
func Line(id json.RawMessage, answer any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		return nil, err
	}
	if len(id) == 0 {
		return text.Bytes(), nil
	}
	line := make([]byte, 0, len(id)+text.Len()+8)
	line = append(line, `{"id":`...)
	line = append(line, id...)
	line = append(line, ',')
	return append(line, text.Bytes()[1:]...), nil
}
