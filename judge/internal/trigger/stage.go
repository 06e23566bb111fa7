package trigger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/keda4j/keda4j/judge/internal/isolate"
	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/release"
)

// One list for each release of KEDA, made by internal/refusals/write.
//
//go:embed refusals/*.txt
var lists embed.FS

// beginnings are the beginnings of the messages of a type's constructor, longest first.
type beginnings struct {
	stage  []protocol.Stage
	begins []string
	// The stage of a message that has none of these beginnings, because it comes from another package.
	other protocol.Stage
}

const comesBare = "-"

var refusals = sync.OnceValues(func() (map[string]*beginnings, error) {
	text, err := lists.ReadFile("refusals/" + release.KEDA() + ".txt")
	if err != nil {
		return nil, fmt.Errorf("no list of refusals for KEDA %s: %w", release.KEDA(), err)
	}
	types := map[string]*beginnings{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cells) != 3 {
			continue
		}
		b := types[cells[0]]
		if b == nil {
			b = &beginnings{other: protocol.Client}
			types[cells[0]] = b
		}
		b.add(protocol.Stage(cells[1]), cells[2])
	}
	return types, nil
})

// add keeps the order: the longest beginning is the most specific.
func (b *beginnings) add(stage protocol.Stage, begins string) {
	if begins == comesBare {
		if stage == protocol.Parameters {
			b.other = stage
		}
		return
	}
	at, _ := slices.BinarySearchFunc(b.begins, begins, func(have, more string) int { return len(more) - len(have) })
	b.begins = slices.Insert(b.begins, at, begins)
	b.stage = slices.Insert(b.stage, at, stage)
}

func (b *beginnings) of(message string) protocol.Stage {
	for i, begins := range b.begins {
		if strings.HasPrefix(message, begins) {
			return b.stage[i]
		}
	}
	return b.other
}

// Check reports whether the judge knows the refusals of the built-in release.
func Check() error {
	_, err := refusals()
	return err
}

// Types are the trigger types of the release, except external-mock, whose constructor refuses nothing.
func Types() []string {
	types, _ := refusals()
	names := make([]string, 0, len(types))
	for name := range types {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Refusal returns at which stage KEDA refused, and why.
func Refusal(ctx context.Context, triggerType string, err error) protocol.Ruling {
	// The judge's process cannot open a socket, and the error says so, unless time was up before, or the host name is
	// one that no resolver looks up.
	var network net.Error
	var resolver *net.DNSError
	if isolate.Prevented(err) || errors.As(err, &network) && network.Timeout() || errors.As(err, &resolver) {
		return protocol.Dialled()
	}
	stage := protocol.Parameters // the stage for an unknown type
	types, _ := refusals()
	if b := types[triggerType]; b != nil {
		stage = b.of(err.Error())
	}
	if stage == protocol.Client && (ctx.Err() != nil || swallowed(err.Error())) {
		return protocol.Dialled()
	}
	return protocol.Refused(stage, err.Error())
}

// Messages of client libraries that hide the cause of a failed connection.
var withoutCause = []string{
	syscall.ENETDOWN.Error(),
	"i/o timeout",
	context.DeadlineExceeded.Error(),
	"failed to resolve any of the provided hostnames",
	"no instance matching", // SQL Server's driver asks the server for the ports of its instances
	"default credentials",  // Google's libraries ask a server whether the machine runs in their cloud
}

func swallowed(message string) bool {
	return slices.ContainsFunc(withoutCause, func(words string) bool { return strings.Contains(message, words) })
}

// Unresolved is the ruling on a trigger whose authentication could not be found, which may have needed a server.
func Unresolved(stage protocol.Stage, err error) protocol.Ruling {
	if isolate.Prevented(err) || swallowed(err.Error()) {
		return protocol.Dialled()
	}
	return protocol.Refused(stage, err.Error())
}
