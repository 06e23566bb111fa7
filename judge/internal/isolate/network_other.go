//go:build !linux || !(amd64 || arm64)

package isolate

import (
	"errors"
	"runtime"
)

// Network is possible on Linux only.
func Network() error {
	return errors.New("no way to take the network from a process on " + runtime.GOOS + "/" + runtime.GOARCH)
}
