//go:build !linux || !(amd64 || arm64)

package isolate

import (
	"errors"
	"runtime"
)

// Network is only possible on Linux.
func Network() error {
	return errors.New("cannot remove network access from a process on " + runtime.GOOS + "/" + runtime.GOARCH)
}
