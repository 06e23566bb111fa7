// The judge answers what KEDA itself would answer. It reads questions as lines of JSON and answers each one with a
// line; README.md describes the protocol.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"time"
	_ "time/tzdata" // so that a cron trigger's timezone does not depend on the machine

	"github.com/keda4j/keda4j/judge/internal/crd"
	"github.com/keda4j/keda4j/judge/internal/isolate"
	"github.com/keda4j/keda4j/judge/internal/serve"
	"github.com/keda4j/keda4j/judge/internal/supervise"
)

type options struct {
	workers      int
	patience     time.Duration
	allowNetwork bool
	verbose      bool
	environment  repeated
}

// repeated is a flag that may be given several times.
type repeated []string

func (r *repeated) String() string         { return fmt.Sprint(*r) }
func (r *repeated) Set(value string) error { *r = append(*r, value); return nil }

func main() {
	var o options
	flag.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0)*2, "how many questions to answer at the same time")
	flag.DurationVar(&o.patience, "patience", 5*time.Second, "how long each part of KEDA may take for a question")
	flag.BoolVar(&o.allowNetwork, "allow-network", false, "run even if this process cannot give up network access; answers may then depend on the network")
	flag.BoolVar(&o.verbose, "verbose", false, "show KEDA's output on the standard error")
	flag.Var(&o.environment, "env", "NAME=value in the environment of KEDA's operator; may be given several times")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "judge: unexpected argument", strconv.Quote(flag.Arg(0)))
		os.Exit(2)
	}
	run := supervised
	if os.Getenv(childMark) != "" {
		run = answer
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

// childMark is only in the environment of the process that runs KEDA.
const childMark = "JUDGE_CHILD"

// supervised passes the questions to a separate process that runs KEDA in the environment of its operator.
func supervised(o options) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	// Some scalers write keys and configuration to files.
	temporary, err := os.MkdirTemp("", "judge-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	removeWhenStopped(temporary)
	environment := isolate.Environment(append([]string{"TMPDIR=" + temporary, childMark + "=1"}, o.environment...))
	start := func() *exec.Cmd {
		child := exec.Command(program, os.Args[1:]...)
		child.Env = environment
		child.Dir = temporary
		if o.verbose {
			child.Stdout, child.Stderr = os.Stderr, os.Stderr
		}
		return child
	}
	return supervise.Run(start, os.Stdin, os.Stdout)
}

// removeWhenStopped also removes the folder if a client ends the judge with a signal. The child ends when its input
// ends.
func removeWhenStopped(folder string) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		_ = os.RemoveAll(folder)
		os.Exit(1)
	}()
}

// answer is the process that runs KEDA. KEDA and its libraries print to the standard output, so answers go elsewhere.
func answer(o options) error {
	if err := isolate.Network(); err != nil && !o.allowNetwork {
		return fmt.Errorf("%w; with -allow-network it runs anyway", err)
	}
	definitions, err := crd.Released()
	if err != nil {
		return err
	}
	families, err := families(o, definitions)
	if err != nil {
		return err
	}
	answers := os.NewFile(3, "answers")
	if _, err := io.WriteString(answers, supervise.Ready); err != nil {
		return err
	}
	return serve.Serve(context.Background(), os.Stdin, answers, families, o.workers)
}
