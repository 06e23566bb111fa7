// Package crd contains the CustomResourceDefinitions with which a release of KEDA is installed.
package crd

import (
	"embed"
	"encoding/json"
	"fmt"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"

	"github.com/keda4j/keda4j/judge/internal/release"
)

// build.sh writes a file for each release, made by FromSource; they are not committed.
//
//go:embed all:released
var released embed.FS

// FileName is the name of the file, in the folder released, with a release's definitions.
func FileName(version string) string {
	return version + ".json"
}

// Released returns the definitions of the built-in KEDA.
func Released() ([]*apiextensionsv1.CustomResourceDefinition, error) {
	text, err := released.ReadFile("released/" + FileName(release.KEDA()))
	if err != nil {
		return nil, fmt.Errorf("the judge was built without the CRDs of KEDA %s; build it with build.sh", release.KEDA())
	}
	var all []*apiextensionsv1.CustomResourceDefinition
	return all, json.Unmarshal(text, &all)
}
