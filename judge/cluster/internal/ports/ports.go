// Package ports finds free TCP ports for programs that cannot choose one themselves and report it.
package ports

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"strings"
)

const (
	lowest   = 10000
	attempts = 1000
)

// Free returns count different ports on which nothing listens. They are below the range from which the kernel chooses
// ports by itself, so between now and their use only another caller of Free is likely to take one.
func Free(count int) ([]int, error) {
	return free(count, firstEphemeral())
}

func free(count, end int) ([]int, error) {
	var ports []int
	for range attempts {
		if len(ports) == count {
			return ports, nil
		}
		// On all interfaces, since some programs listen on all of them. The listeners stay open until all ports are found.
		listener, err := net.Listen("tcp", fmt.Sprintf(":%d", lowest+rand.IntN(end-lowest)))
		if err != nil {
			continue
		}
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return nil, fmt.Errorf("found %d free ports of %d between %d and %d after %d attempts", len(ports), count, lowest, end-1, attempts)
}

// firstEphemeral is where the kernel's own range begins.
func firstEphemeral() int {
	const usual = 32768
	content, err := os.ReadFile("/proc/sys/net/ipv4/ip_local_port_range")
	if err != nil {
		return usual
	}
	fields := strings.Fields(string(content))
	if len(fields) == 0 {
		return usual
	}
	first, err := strconv.Atoi(fields[0])
	if err != nil || first < lowest+attempts {
		return usual
	}
	return first
}
