// Command etcd is etcd. It has a module of its own: in one module with KEDA and Kubernetes it would raise versions that they
// share, and the Go build cache would no longer fit the judge's.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
