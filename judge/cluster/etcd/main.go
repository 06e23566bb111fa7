// Command etcd is etcd. It has a separate module: in one module with KEDA and Kubernetes, it would raise versions
// that they share, and the Go build cache could no longer be shared with the judge.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
