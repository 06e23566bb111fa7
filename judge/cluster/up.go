package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/keda4j/keda4j/judge/cluster/internal/cluster"
)

const defaultTimeout = 2 * time.Minute

// detach is the line with which the process that started a supervisor releases it.
const detach = "detach"

type upFlags struct {
	options              cluster.Options
	foreground           bool
	endWithStdin, asJSON bool
	withoutKeda          bool
}

func up(args []string) int {
	given := upFlags{options: cluster.Options{Env: cluster.PerProgram{}, Flags: cluster.PerProgram{}}}
	options := &given.options
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.StringVar(&options.Bin, "bin", "", "the `folder` that build.sh filled (default: the folder of this program)")
	flags.BoolVar(&given.foreground, "foreground", false, "run until a signal arrives, instead of returning when the cluster is ready")
	flags.BoolVar(&given.endWithStdin, "end-with-stdin", false,
		"with --foreground: stop the cluster when the standard input ends, so that it ends with the caller")
	flags.BoolVar(&given.asJSON, "json", false, "when the cluster is ready, print the line that status --json prints")
	flags.BoolVar(&given.withoutKeda, "without-keda", false, "a control plane only")
	flags.StringVar(&options.KedaLogLevel, "keda-log-level", "info", "`level` of KEDA's logs: debug, info, error, or a number")
	flags.DurationVar(&options.HPASyncPeriod, "hpa-sync-period", 15*time.Second, "how often autoscalers are reconciled")
	flags.DurationVar(&options.PodReadyAfter, "pod-ready-after", 0, "how long after its start a pod is ready")
	flags.DurationVar(&options.JobDuration, "job-duration", time.Second, "how long after its start a Job's pod completes")
	flags.IntVar(&options.ResourceMetricsPort, "resource-metrics-port", 0,
		"a loopback `port` that serves metrics.k8s.io/v1beta1 over plain HTTP")
	flags.DurationVar(&options.StartTimeout, "timeout", defaultTimeout, "how long the cluster may take until it is ready")
	flags.Func("env", "`PROGRAM:NAME=VALUE` sets a variable in the environment of a program; may be repeated", options.Env.AddVariable)
	flags.Func("flag", "`PROGRAM:--NAME=VALUE` passes a flag to a program; may be repeated", options.Flags.AddFlag)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "usage: cluster up --dir DIR [OPTION...]\n")
		flags.PrintDefaults()
		fmt.Fprintf(flags.Output(), "PROGRAM is one of %s.\n", strings.Join(cluster.Programs, ", "))
	}
	folder, code := parse(flags, args)
	if code != ok {
		return code
	}
	if given.endWithStdin && !given.foreground {
		return misuse("--end-with-stdin needs --foreground.")
	}
	options.Folder = folder
	options.Keda = !given.withoutKeda
	if options.Bin == "" {
		self, err := os.Executable()
		if err != nil {
			return fail(err)
		}
		options.Bin = filepath.Dir(self)
	}
	if given.foreground {
		return supervise(given)
	}
	return startDetached(args, given)
}

// supervise runs the process that supervises the programs.
func supervise(given upFlags) int {
	// The reader of our output may be gone; that must not end this process.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, cancel := withSignals(0)
	defer cancel()
	if given.endWithStdin {
		go func() {
			defer cancel()
			awaitEndOfStdin(given.options.Folder)
		}()
	}
	err := cluster.Supervise(ctx, given.options, os.Stderr, func(state cluster.State) {
		if given.asJSON {
			printJSON(os.Stdout, state)
		} else {
			printText(os.Stdout, state)
		}
	})
	if err != nil {
		return fail(err)
	}
	return ok
}

// awaitEndOfStdin returns when the standard input ends, or never if the supervisor was released before.
func awaitEndOfStdin(folder cluster.Folder) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if lines.Text() == detach {
			letGo(folder)
			select {}
		}
	}
}

// letGo closes everything that this process shares with the one that started it: a caller that reads our output to
// its end must not have to wait for the end of the cluster.
func letGo(folder cluster.Folder) {
	log, err := os.OpenFile(folder.Log("supervisor"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer log.Close()
	for _, standard := range []*os.File{os.Stdout, os.Stderr} {
		_ = syscall.Dup3(int(log.Fd()), int(standard.Fd()), 0)
	}
}

// startDetached starts a supervisor and releases it when the cluster is ready. If this process ends before that, the
// cluster ends, too.
func startDetached(args []string, given upFlags) int {
	self, err := os.Executable()
	if err != nil {
		return fail(err)
	}
	supervisor := exec.Command(self, append(append([]string{"up"}, args...), "--foreground", "--end-with-stdin", "--json")...)
	supervisor.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	supervisor.Stderr = os.Stderr
	stdin, err := supervisor.StdinPipe()
	if err != nil {
		return fail(err)
	}
	stdout, err := supervisor.StdoutPipe()
	if err != nil {
		return fail(err)
	}
	if err := supervisor.Start(); err != nil {
		return fail(err)
	}
	// A signal must not end this process before the supervisor, because this process reports how the supervisor ended.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-signals
		stdin.Close()
	}()

	state, err := readReady(stdout)
	if err != nil {
		return exitOf(supervisor.Wait())
	}
	if _, err := fmt.Fprintln(stdin, detach); err != nil {
		return exitOf(supervisor.Wait())
	}
	if given.asJSON {
		printJSON(os.Stdout, state)
	} else {
		printText(os.Stdout, state)
	}
	return ok
}

// readReady reads the line that a supervisor prints when the cluster is ready.
func readReady(stdout io.Reader) (cluster.State, error) {
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		return cluster.State{}, err
	}
	var state cluster.State
	return state, json.Unmarshal(line, &state)
}

// exitOf returns the supervisor's exit code. The supervisor has already written the reason to the shared standard
// error.
func exitOf(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return fail(errors.New("the cluster was asked to end before it was ready"))
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	default:
		return fail(fmt.Errorf("the supervisor ended before the cluster was ready: %w", err))
	}
}

// withSignals returns a context that ends with a termination signal, or after the timeout if it is not 0.
func withSignals(timeout time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	if timeout == 0 {
		return ctx, cancel
	}
	return context.WithTimeout(ctx, timeout)
}
