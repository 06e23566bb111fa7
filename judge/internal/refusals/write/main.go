// Command write lists the refusals of a release of KEDA.
//
//	go run ./internal/refusals/write KEDA_SOURCE_FOLDER
package main

import (
	"fmt"
	"os"

	"github.com/keda4j/keda4j/judge/internal/refusals"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: write KEDA_SOURCE_FOLDER")
		os.Exit(2)
	}
	if err := refusals.List(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
