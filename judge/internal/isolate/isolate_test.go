package isolate

import (
	"context"
	"net"
	"os"
	"os/exec"
	"slices"
	"testing"
)

const taken = "ISOLATE_TEST_TAKEN"

// The restriction of a process cannot be undone, so the test uses another process.
func TestMain(m *testing.M) {
	if os.Getenv(taken) == "" {
		os.Exit(m.Run())
	}
	if err := Network(); err != nil {
		os.Exit(2)
	}
	for _, address := range [][2]string{{"tcp", "127.0.0.1:1"}, {"udp", "127.0.0.1:1"}, {"tcp", "example.com:80"}, {"unix", "/run/none"}} {
		if _, err := (&net.Dialer{}).DialContext(context.Background(), address[0], address[1]); !Prevented(err) {
			os.Exit(3)
		}
	}
}

func TestNoConnectionCanBeOpened(t *testing.T) {
	command := exec.Command(os.Args[0])
	command.Env = Environment([]string{taken + "=1"})
	if err := command.Run(); err != nil {
		t.Error(err)
	}
}

func TestAnEntryOfTheCallersWins(t *testing.T) {
	environment := Environment([]string{"POD_NAMESPACE=other", "A=b=c"})
	if slices.Contains(environment, "POD_NAMESPACE=keda") || !slices.Contains(environment, "POD_NAMESPACE=other") || !slices.Contains(environment, "A=b=c") {
		t.Error(environment)
	}
}
