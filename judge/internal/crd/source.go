package crd

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/yaml"
)

// kustomization is the part of KEDA's config/crd/kustomization.yaml that turns the generated CRDs into the released
// ones.
type kustomization struct {
	Resources []string `json:"resources"`
	Patches   []struct {
		Path   string `json:"path"`
		Target struct {
			Name string `json:"name"`
		} `json:"target"`
	} `json:"patches"`
}

// FromSource creates the definitions that KEDA releases from those in its source, as its kustomization does, but
// without the descriptions, which make up most of their length.
func FromSource(kedaFolder string) ([]*apiextensionsv1.CustomResourceDefinition, error) {
	folder := filepath.Join(kedaFolder, "config", "crd")
	var plan kustomization
	if err := readYAML(filepath.Join(folder, "kustomization.yaml"), &plan); err != nil {
		return nil, err
	}
	var all []*apiextensionsv1.CustomResourceDefinition
	for _, resource := range plan.Resources {
		text, err := os.ReadFile(filepath.Join(folder, resource))
		if err != nil {
			return nil, err
		}
		definition, err := plan.patched(folder, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", resource, err)
		}
		all = append(all, definition)
	}
	return all, nil
}

func (k kustomization) patched(folder string, text []byte) (*apiextensionsv1.CustomResourceDefinition, error) {
	document, err := yaml.YAMLToJSON(text)
	if err != nil {
		return nil, err
	}
	var named struct {
		Metadata struct {
			Name string `json:"name"`
		} `json:"metadata"`
	}
	if err := json.Unmarshal(document, &named); err != nil {
		return nil, err
	}
	for _, patch := range k.Patches {
		if patch.Target.Name != named.Metadata.Name {
			continue
		}
		var operations jsonpatch.Patch
		if err := readYAML(filepath.Join(folder, patch.Path), &operations); err != nil {
			return nil, err
		}
		if document, err = operations.Apply(document); err != nil {
			return nil, fmt.Errorf("%s: %w", patch.Path, err)
		}
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(document, &definition); err != nil {
		return nil, err
	}
	for i := range definition.Spec.Versions {
		withoutDescriptions(definition.Spec.Versions[i].Schema.OpenAPIV3Schema)
	}
	return &definition, nil
}

func readYAML(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func withoutDescriptions(schema *apiextensionsv1.JSONSchemaProps) {
	if schema == nil {
		return
	}
	schema.Description = ""
	for name, property := range schema.Properties {
		withoutDescriptions(&property)
		schema.Properties[name] = property
	}
	if schema.Items != nil {
		withoutDescriptions(schema.Items.Schema)
	}
	if schema.AdditionalProperties != nil {
		withoutDescriptions(schema.AdditionalProperties.Schema)
	}
}
