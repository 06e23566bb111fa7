// Command cluster runs a Kubernetes control plane with KEDA on loopback, for tests. See README.md.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/keda4j/keda4j/judge/cluster/internal/cluster"
)

// Exit codes, which callers may rely on.
const (
	ok         = 0
	failed     = 1
	misused    = 2
	notRunning = 3
	running    = 4
)

const usage = `usage: cluster COMMAND --dir DIR [OPTION...]

  up                 bring a cluster up in DIR, and return when it is ready
  down               bring it down; it is no error if none runs
  status             tell how it is
  resource-metrics   serve metrics.k8s.io from a loopback port of yours

cluster COMMAND --help lists a command's options.

exit codes: 0 done, or the cluster is ready; 1 failed; 2 wrong usage; 3 (status) no cluster is ready;
4 (up) a cluster already runs in DIR
`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(misused)
	}
	commands := map[string]func([]string) int{
		"up":               up,
		"down":             down,
		"status":           status,
		"resource-metrics": resourceMetrics,
	}
	if command, known := commands[os.Args[1]]; known {
		os.Exit(command(os.Args[2:]))
	}
	fmt.Fprint(os.Stderr, usage)
	if os.Args[1] == "help" || os.Args[1] == "--help" || os.Args[1] == "-h" {
		os.Exit(ok)
	}
	os.Exit(misused)
}

// parse reads the flags that every command has, and the command's own. The command ends if the code is not ok.
func parse(flags *flag.FlagSet, args []string) (folder cluster.Folder, code int) {
	dir := flags.String("dir", "", "the work `folder` of the cluster, which contains everything that belongs to it")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(ok)
	case err != nil:
		return "", misused
	}
	if flags.NArg() > 0 {
		return "", misuse(fmt.Sprintf("%q is not an option.", flags.Arg(0)))
	}
	if *dir == "" {
		return "", misuse("--dir is missing.")
	}
	folder, err := cluster.NewFolder(*dir)
	if err != nil {
		return "", fail(err)
	}
	return folder, ok
}

func down(args []string) int {
	flags := flag.NewFlagSet("down", flag.ContinueOnError)
	remove := flags.Bool("remove", false, "also delete DIR, with all logs")
	folder, code := parse(flags, args)
	if code != ok {
		return code
	}
	ran, err := cluster.Down(folder)
	if err != nil {
		return fail(err)
	}
	if *remove {
		if err := cluster.Remove(folder); err != nil {
			return fail(err)
		}
	}
	if ran {
		fmt.Printf("The cluster in %s is down.\n", folder)
	} else {
		fmt.Printf("No cluster runs in %s.\n", folder)
	}
	return ok
}

func status(args []string) int {
	flags := flag.NewFlagSet("status", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print one line of JSON: the content of DIR/cluster.json with the current status")
	folder, code := parse(flags, args)
	if code != ok {
		return code
	}
	state, err := cluster.Look(folder)
	if err != nil {
		return fail(err)
	}
	if *asJSON {
		printJSON(os.Stdout, state)
	} else {
		printText(os.Stdout, state)
	}
	if state.Status != cluster.Ready {
		return notRunning
	}
	return ok
}

func resourceMetrics(args []string) int {
	flags := flag.NewFlagSet("resource-metrics", flag.ContinueOnError)
	port := flags.Int("port", 0, "the loopback `port` that serves metrics.k8s.io/v1beta1 over plain HTTP")
	timeout := flags.Duration("timeout", defaultTimeout, "how long it may take")
	folder, code := parse(flags, args)
	if code != ok {
		return code
	}
	if *port < 1 || *port > 65535 {
		return misuse("--port must be a number from 1 to 65535.")
	}
	ctx, cancel := withSignals(*timeout)
	defer cancel()
	if err := cluster.RegisterResourceMetrics(ctx, folder, *port); err != nil {
		return fail(err)
	}
	fmt.Printf("metrics.k8s.io of the cluster in %s is served from port %d.\n", folder, *port)
	return ok
}

func printJSON(to io.Writer, state cluster.State) {
	// A State can always be written as JSON.
	line, _ := json.Marshal(state)
	fmt.Fprintf(to, "%s\n", line)
}

func printText(to io.Writer, state cluster.State) {
	fmt.Fprintf(to, "%s  %s\n", state.Status, state.Folder)
	if state.Failure != "" {
		fmt.Fprintln(to, state.Failure)
	}
	if state.Status != cluster.Ready {
		return
	}
	fmt.Fprintf(to, "KUBECONFIG=%s\n", state.Kubeconfig)
	for _, program := range append([]cluster.Program{*state.Supervisor}, state.Programs...) {
		fmt.Fprintf(to, "%8d  %-26s %s\n", program.PID, program.Name, program.Log)
	}
}

func misuse(message string) int {
	fmt.Fprintln(os.Stderr, "cluster:", message)
	return misused
}

func fail(err error) int {
	fmt.Fprintf(os.Stderr, "cluster: %v.\n", err)
	if errors.Is(err, cluster.ErrRunning) {
		return running
	}
	return failed
}
