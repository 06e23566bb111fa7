// Package isolate makes sure that no question reaches a network or the machine's own credentials.
package isolate

import (
	"errors"
	"strings"
	"syscall"
)

// Prevented reports whether an error comes from a socket that Network prevented. The error of a name lookup can only
// be recognized by its text.
func Prevented(err error) bool {
	return errors.Is(err, syscall.ENETDOWN) || strings.Contains(err.Error(), "socket: "+syscall.ENETDOWN.Error())
}

// Environment is the operator's environment. It contains nothing from the caller's environment, so that neither proxies
// nor cloud credentials affect an answer. Extra entries ("NAME=value") come last and take precedence.
func Environment(extra []string) []string {
	fixed := []string{
		// KEDA reads these when the process starts; the Helm chart sets the first two.
		"KEDA_CLUSTER_OBJECT_NAMESPACE=keda",
		"POD_NAMESPACE=keda",
		"WATCH_NAMESPACE=",
		// Client libraries look for configuration here.
		"HOME=/nonexistent",
		"PATH=/usr/bin:/bin",
		// Connections fail anyway; without these settings, the AWS and Go libraries would try longer.
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_MAX_ATTEMPTS=1",
		"GODEBUG=netdns=go",
	}
	for _, entry := range extra {
		name, _, _ := strings.Cut(entry, "=")
		kept := fixed[:0:0]
		for _, have := range fixed {
			if !strings.HasPrefix(have, name+"=") {
				kept = append(kept, have)
			}
		}
		fixed = append(kept, entry)
	}
	return fixed
}
