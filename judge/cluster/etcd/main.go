// Command etcd is etcd. It is in a separate module. In one module with KEDA and Kubernetes, it would raise the versions
// of shared dependencies, and the judge could no longer share the Go build cache.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
