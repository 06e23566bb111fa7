// Command write writes the CRDs that the judge embeds, from KEDA's source.
//
//	go run ./internal/crd/write KEDA_SOURCE_FOLDER FILE
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/keda4j/keda4j/judge/internal/crd"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: write KEDA_SOURCE_FOLDER FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(kedaFolder, file string) error {
	all, err := crd.FromSource(kedaFolder)
	if err != nil {
		return err
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
