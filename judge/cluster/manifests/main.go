// Command manifests copies KEDA's own manifests from its Go module: `manifests MODULE_DIR OUTPUT_DIR`. It runs when
// the programs are built. The CRDs are rendered by kustomize, as in a release; the rest is copied unchanged.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// copied maps the copied files to their names in the output.
var copied = map[string]string{
	"config/webhooks/validation_webhooks.yaml": "webhooks.yaml",
	"config/metrics-server/api_service.yaml":   "apiservice.yaml",
	"config/general/namespace.yaml":            "namespace.yaml",
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: manifests MODULE_DIR OUTPUT_DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "manifests:", err)
		os.Exit(1)
	}
}

func write(module, output string) error {
	if err := os.MkdirAll(output, 0o755); err != nil {
		return err
	}
	crds, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), filepath.Join(module, "config/crd"))
	if err != nil {
		return err
	}
	rendered, err := crds.AsYaml()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(output, "crds.yaml"), rendered, 0o644); err != nil {
		return err
	}
	for from, to := range copied {
		content, err := os.ReadFile(filepath.Join(module, from))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(output, to), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
