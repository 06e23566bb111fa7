package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

// The maximum length of a part of a definition that is written on one line.
const lineLength = 130

// writeDefinitions writes the CustomResourceDefinitions of a folder as one JSON list, without descriptions.
func writeDefinitions(folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	check(err)
	var definitions []any
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		var definition map[string]any
		check(yaml.Unmarshal(text, &definition))
		if definition["kind"] == "CustomResourceDefinition" {
			definitions = append(definitions, withoutDescriptions(definition))
		}
	}
	if len(definitions) == 0 {
		check(fmt.Errorf("%s has no definitions", folder))
	}
	fmt.Println(format(definitions, 0))
}

// withoutDescriptions keeps fields that are called description: their value is a schema, not a text.
func withoutDescriptions(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, child := range value {
			if _, text := child.(string); text && name == "description" {
				delete(value, name)
			} else {
				value[name] = withoutDescriptions(child)
			}
		}
	case []any:
		for i := range value {
			value[i] = withoutDescriptions(value[i])
		}
	}
	return value
}

// format writes short parts on one line, and long ones field by field.
func format(value any, depth int) string {
	short, err := json.Marshal(value)
	check(err)
	indent := strings.Repeat(" ", depth)
	if len(indent)+len(short) <= lineLength {
		return string(short)
	}
	var parts []string
	switch value := value.(type) {
	case map[string]any:
		for _, name := range sortedKeys(value) {
			parts = append(parts, fmt.Sprintf("%s %q: %s", indent, name, format(value[name], depth+1)))
		}
		return "{\n" + strings.Join(parts, ",\n") + "\n" + indent + "}"
	case []any:
		for _, element := range value {
			parts = append(parts, indent+" "+format(element, depth+1))
		}
		return "[\n" + strings.Join(parts, ",\n") + "\n" + indent + "]"
	}
	return string(short)
}
