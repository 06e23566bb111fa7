// Package release returns which versions of KEDA and Kubernetes are built in.
package release

import (
	"runtime/debug"
	"strings"
	"sync"
)

const kedaModule = "github.com/kedacore/keda/v2"

// KEDA is the version of KEDA that is built in, such as 2.21.0.
var KEDA = sync.OnceValue(func() string {
	return version(kedaModule)
})

// Kubernetes is the version of Kubernetes whose object checks are built in, such as 1.36.3.
var Kubernetes = sync.OnceValue(func() string {
	return version("k8s.io/kubernetes")
})

func version(module string) string {
	info, known := debug.ReadBuildInfo()
	if !known {
		return ""
	}
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			if dependency.Replace != nil {
				dependency = dependency.Replace
			}
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	return ""
}
