package object

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// learn registers kinds that belong neither to Kubernetes nor to KEDA: those that a CustomResourceDefinition
// declares, and those of objects.
func (c *cluster) learn(all []*unstructured.Unstructured) {
	var kinds []schema.GroupVersionKind
	note := func(kind schema.GroupVersionKind) {
		if !c.scheme.Recognizes(kind) {
			if c.scheme == baseScheme {
				c.scheme = newScheme() // other questions use the base scheme at the same time
			}
			c.scheme.AddKnownTypeWithName(kind, &unstructured.Unstructured{})
			c.scheme.AddKnownTypeWithName(kind.GroupVersion().WithKind(kind.Kind+"List"), &unstructured.UnstructuredList{})
			kinds = append(kinds, kind)
		}
	}
	for _, object := range all {
		note(object.GroupVersionKind())
		if object.GroupVersionKind().GroupKind().String() == "CustomResourceDefinition.apiextensions.k8s.io" {
			for _, declared := range c.declared(object) {
				note(declared)
			}
		}
	}
	if len(kinds) > 0 {
		c.mapper = newMapper(append(served(), kinds...))
	}
}

// declared are the kinds of a CustomResourceDefinition; it notes whether they can be scaled.
func (c *cluster) declared(definition *unstructured.Unstructured) []schema.GroupVersionKind {
	group, _, _ := unstructured.NestedString(definition.Object, "spec", "group")
	kind, _, _ := unstructured.NestedString(definition.Object, "spec", "names", "kind")
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	var declared []schema.GroupVersionKind
	for _, version := range versions {
		version, _ := version.(map[string]any)
		name, _, _ := unstructured.NestedString(version, "name")
		_, scale, _ := unstructured.NestedMap(version, "subresources", "scale")
		gvk := schema.GroupVersionKind{Group: group, Version: name, Kind: kind}
		c.scalable[gvk.GroupKind()] = c.scalable[gvk.GroupKind()] || scale
		declared = append(declared, gvk)
	}
	return declared
}
