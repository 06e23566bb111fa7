package object

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage/names"

	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// schemas are KEDA's kinds as the API server knows them from their CRDs.
type schemas struct {
	kinds map[schema.GroupVersionKind]func() (*kindSchema, error)
}

// strategy is the interface that the API server's storage needs for a kind; customresource does not export the type
// that it returns.
type strategy interface {
	rest.RESTCreateStrategy
	rest.RESTUpdateStrategy
}

type kindSchema struct {
	structural *structuralschema.Structural
	strategy   strategy
	resource   schema.GroupVersionResource
	namespaced bool
}

func newSchemas(definitions []*apiextensionsv1.CustomResourceDefinition) *schemas {
	s := &schemas{kinds: map[schema.GroupVersionKind]func() (*kindSchema, error){}}
	for _, definition := range definitions {
		for i := range definition.Spec.Versions {
			version := &definition.Spec.Versions[i]
			kind := schema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind}
			// The schema of ScaledJobs takes a while to load, so it is loaded only if it is needed.
			s.kinds[kind] = sync.OnceValues(func() (*kindSchema, error) { return newKindSchema(definition, version, kind) })
		}
	}
	return s
}

// of returns nil for a kind that is not one of KEDA's.
func (s *schemas) of(kind schema.GroupVersionKind) (*kindSchema, error) {
	load, known := s.kinds[kind]
	if !known {
		return nil, nil
	}
	return load()
}

// newKindSchema does what the API server does when a CRD is installed.
func newKindSchema(
	definition *apiextensionsv1.CustomResourceDefinition, version *apiextensionsv1.CustomResourceDefinitionVersion, kind schema.GroupVersionKind,
) (*kindSchema, error) {
	var properties apiextensions.JSONSchemaProps
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &properties, nil); err != nil {
		return nil, err
	}
	structural, err := structuralschema.NewStructural(&properties)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(&properties)
	if err != nil {
		return nil, err
	}
	var status *apiextensions.CustomResourceSubresourceStatus
	if version.Subresources != nil && version.Subresources.Status != nil {
		status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	namespaced := definition.Spec.Scope == apiextensionsv1.NamespaceScoped
	return &kindSchema{
		structural: structural,
		strategy: customresource.NewStrategy(crdserverscheme.NewUnstructuredObjectTyper(), namespaced, kind, validator, nil, structural,
			status, nil, version.SelectableFields),
		resource:   kind.GroupVersion().WithResource(definition.Spec.Names.Plural),
		namespaced: namespaced,
	}, nil
}

// decode changes the object as the API server does when it reads it, and returns the paths of dropped fields.
func (k *kindSchema) decode(object *unstructured.Unstructured) ([]string, error) {
	kind, apiVersion := object.GetKind(), object.GetAPIVersion()
	metadata, found, dropped, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, err
	}
	track := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	dropped = append(dropped, pruning.PruneWithOptions(object.Object, k.structural, true, track)...)
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, k.structural)
	object.SetKind(kind)
	object.SetAPIVersion(apiVersion)
	if found {
		if err := objectmeta.SetObjectMeta(object.Object, metadata); err != nil {
			return nil, err
		}
	}
	defaulting.Default(object.Object, k.structural)
	slices.Sort(dropped)
	return dropped, nil
}

// admit changes the object to what the webhooks get and the API server stores. If the API server refuses the object,
// admit returns the reason.
func (k *kindSchema) admit(ctx context.Context, object, old *unstructured.Unstructured) []FieldError {
	ctx = genericapirequest.WithNamespace(ctx, object.GetNamespace())
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, Verb: verb(old), APIGroup: k.resource.Group, APIVersion: k.resource.Version, Resource: k.resource.Resource,
		Namespace: object.GetNamespace(), Name: object.GetName(),
	})
	if old == nil {
		return causes(rest.BeforeCreate(k.strategy, ctx, object))
	}
	return causes(rest.BeforeUpdate(k.strategy, ctx, object, old))
}

func verb(old *unstructured.Unstructured) string {
	if old == nil {
		return "create"
	}
	return "update"
}

// The API server gives a new object a random identity and the current time; the judge uses fixed values, so that its
// answers are reproducible.
const newUID = "00000000-0000-4000-8000-000000000000"

var longAgo = metav1.Unix(0, 0)

// complete adds what kubectl and the API server add to an object.
func (k *kindSchema) complete(object, old *unstructured.Unstructured) {
	if k.namespaced && object.GetNamespace() == "" {
		object.SetNamespace(metav1.NamespaceDefault)
	}
	if prefix := object.GetGenerateName(); object.GetName() == "" && prefix != "" {
		// The API server shortens the prefix so that the name fits.
		object.SetName(prefix[:min(len(prefix), names.MaxGeneratedNameLength)] + "xxxxx")
	}
	if old == nil {
		object.SetUID(newUID)
		object.SetCreationTimestamp(longAgo)
		return
	}
	for _, missing := range []struct {
		value string
		set   func(*unstructured.Unstructured)
	}{
		{string(old.GetUID()), func(u *unstructured.Unstructured) { u.SetUID(newUID) }},
		{old.GetResourceVersion(), func(u *unstructured.Unstructured) { u.SetResourceVersion("1") }},
	} {
		if missing.value == "" {
			missing.set(old)
		}
	}
	if old.GetCreationTimestamp().Time.IsZero() {
		old.SetCreationTimestamp(longAgo)
	}
	if old.GetGeneration() == 0 {
		old.SetGeneration(1)
	}
	object.SetUID(old.GetUID())
	object.SetResourceVersion(old.GetResourceVersion())
}

// causes lists the causes of an API server error in a fixed order, because the API server's own order partly depends
// on Go maps.
func causes(err error) []FieldError {
	if err == nil {
		return nil
	}
	var status *apierrors.StatusError
	var found []FieldError
	if errors.As(err, &status) && status.ErrStatus.Details != nil {
		for _, cause := range status.ErrStatus.Details.Causes {
			found = append(found, FieldError{Type: string(cause.Type), Field: cause.Field, Message: cause.Message})
		}
	}
	if len(found) == 0 {
		found = append(found, FieldError{Message: err.Error()})
	}
	slices.SortFunc(found, func(a, b FieldError) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(found)
}

func schemaAnswer(found []FieldError, pruned []string) *SchemaAnswer {
	answer := &SchemaAnswer{Ruling: protocol.Accepted(), Errors: found, Pruned: pruned}
	if len(found) > 0 {
		messages := make([]string, len(found))
		for i, cause := range found {
			messages[i] = strings.TrimPrefix(cause.Field+": "+cause.Message, ": ")
		}
		answer.Ruling = protocol.Refused("", strings.Join(messages, "; "))
	}
	return answer
}
