package ports

import (
	"fmt"
	"net"
	"testing"
)

func TestPortsAreDifferentAndFree(t *testing.T) {
	const count = 50
	ports, err := Free(count)
	if err != nil {
		t.Fatal(err)
	}
	if len(ports) != count {
		t.Fatalf("found %d ports; expected %d", len(ports), count)
	}
	for _, port := range ports {
		listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
		if err != nil {
			t.Fatal(err)
		}
		// The listener stays open, so that a port that is returned twice would fail here.
		defer listener.Close()
	}
}

func TestPortsAreNotOfTheRangeThatTheKernelGivesAway(t *testing.T) {
	ports, err := Free(20)
	if err != nil {
		t.Fatal(err)
	}
	for _, port := range ports {
		if port < lowest || port >= firstEphemeral() {
			t.Errorf("%d is not from %d to %d", port, lowest, firstEphemeral()-1)
		}
	}
}

func TestTooFewFreePortsAreAnError(t *testing.T) {
	taken, err := Free(1)
	if err != nil {
		t.Fatal(err)
	}
	_, err = free(2, lowest+1)
	if err == nil {
		t.Errorf("found 2 ports in a range of 1 (%v)", taken)
	}
}
