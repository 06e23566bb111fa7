// Writes what keda4j-testing knows about kinds, from Kubernetes' Go modules and from KEDA's definitions:
//
//	R=../main/resources/io/github/keda4j/testing/kubernetes/internal
//	go run . kinds > $R/schema/kubernetes.txt
//	go run . definitions KEDA/config/crd/bases > $R/mock/keda-crds.json
//
// How a field is written as JSON comes from the Go types, how lists and maps merge from the schema that client-go carries for
// server-side apply. The header of the file that it writes describes the format.
package main

import (
	"fmt"
	"log"
	"maps"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/applyconfigurations"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/structured-merge-diff/v6/schema"
)

const head = `# What Kubernetes' API says about its kinds, from k8s.io/api %s. Written by src/schema; do not edit.
#
# type NAME [atomic]         a struct, and its fields, one per line:
#   FIELD PRESENCE TYPE [patch STRATEGIES [KEY]]
#
# PRESENCE  ?   left out when it is the zero value or empty
#           *   left out when it is null (a pointer)
#           !   always written, as its zero value if nobody set it
#           !*  always written, as null if nobody set it
# TYPE      a scalar, the NAME of a struct, {TYPE} a map, [TYPE] a list; behind these, how server-side apply merges them:
#           atomic, set, or the keys of a list's elements with their defaults
# patch     what a strategic merge patch does with the field
`

// The kinds that have their own path.
var kinds = []runtime.Object{
	&corev1.ConfigMap{}, &corev1.Secret{}, &corev1.Service{}, &corev1.ServiceAccount{}, &corev1.Namespace{}, &corev1.Pod{},
	&corev1.PersistentVolumeClaim{},
	&appsv1.Deployment{}, &appsv1.StatefulSet{}, &appsv1.ReplicaSet{},
	&batchv1.Job{}, &batchv1.CronJob{},
	&autoscalingv2.HorizontalPodAutoscaler{},
	&policyv1.PodDisruptionBudget{},
	&networkingv1.NetworkPolicy{}, &networkingv1.Ingress{},
	&rbacv1.Role{}, &rbacv1.RoleBinding{}, &rbacv1.ClusterRole{}, &rbacv1.ClusterRoleBinding{},
	&coordinationv1.Lease{},
}

var scalars = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():    "quantity",
	reflect.TypeFor[intstr.IntOrString]():   "intOrString",
	reflect.TypeFor[metav1.Time]():          "time",
	reflect.TypeFor[metav1.MicroTime]():     "microTime",
	reflect.TypeFor[metav1.Duration]():      "string",
	reflect.TypeFor[[]byte]():               "bytes",
	reflect.TypeFor[metav1.FieldsV1]():      "raw",
	reflect.TypeFor[runtime.RawExtension](): "raw",
}

type writer struct {
	schema *schema.Schema
	types  map[string]reflect.Type
}

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "kinds":
		writeKinds()
	case len(os.Args) == 3 && os.Args[1] == "definitions":
		writeDefinitions(os.Args[2])
	default:
		log.Fatal("usage: go run . kinds | definitions FOLDER")
	}
}

func writeKinds() {
	converter := applyconfigurations.NewTypeConverter(scheme.Scheme)
	w := &writer{types: map[string]reflect.Type{}}
	for _, kind := range kinds {
		gvks, _, err := scheme.Scheme.ObjectKinds(kind)
		check(err)
		kind.GetObjectKind().SetGroupVersionKind(gvks[0])
		if w.schema == nil {
			typed, err := converter.ObjectToTyped(kind)
			check(err)
			w.schema = typed.Schema()
		}
		w.collect(reflect.TypeOf(kind).Elem())
	}
	fmt.Printf(head, version())
	for _, name := range sortedKeys(w.types) {
		w.write(w.types[name])
	}
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == "k8s.io/api" {
			return dependency.Version
		}
	}
	return "of an unknown version"
}

// collect records a struct and all types that it contains.
func (w *writer) collect(t reflect.Type) {
	if _, scalar := scalars[t]; scalar {
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		w.collect(t.Elem())
	case reflect.Struct:
		if _, known := w.types[name(t)]; known {
			return
		}
		w.types[name(t)] = t
		for _, field := range fields(t) {
			w.collect(field.Type)
		}
	}
}

// name is core.v1.Container for k8s.io/api/core/v1.Container.
func name(t reflect.Type) string {
	parts := strings.Split(t.PkgPath(), "/")
	return strings.Join(parts[len(parts)-2:], ".") + "." + t.Name()
}

func openAPIName(t reflect.Type) string {
	path := strings.TrimPrefix(t.PkgPath(), "k8s.io/")
	return "io.k8s." + strings.ReplaceAll(path, "/", ".") + "." + t.Name()
}

// fields returns the fields of a struct, including those of the structs inlined into it.
func fields(t reflect.Type) []reflect.StructField {
	var all []reflect.StructField
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		tag := field.Tag.Get("json")
		if tag == "-" || !field.IsExported() {
			continue
		}
		if field.Anonymous && strings.HasPrefix(tag, ",") || tag == "" && field.Anonymous {
			all = append(all, fields(field.Type)...)
			continue
		}
		all = append(all, field)
	}
	return all
}

func (w *writer) write(t reflect.Type) {
	atom, known := w.schema.Resolve(schema.TypeRef{NamedType: ptr(openAPIName(t))})
	if !known || atom.Map == nil {
		log.Fatalf("%s is not in the schema", openAPIName(t))
	}
	fmt.Printf("type %s%s\n", name(t), relationship(atom.Map.ElementRelationship))
	for _, field := range fields(t) {
		jsonName, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		declared, found := atom.Map.FindField(jsonName)
		if !found {
			// A field that clients must not send, such as status of an ephemeral kind.
			fmt.Fprintf(os.Stderr, "%s.%s is not in the schema\n", name(t), jsonName)
			continue
		}
		fmt.Printf("  %s %s %s%s\n", jsonName, presence(field.Type, options), w.typeOf(field.Type, declared.Type), patch(field.Tag))
	}
}

func presence(t reflect.Type, options string) string {
	pointer := t.Kind() == reflect.Pointer
	switch {
	case strings.Contains(options, "omitzero"):
		return "?"
	case strings.Contains(options, "omitempty") && pointer:
		return "*"
	case strings.Contains(options, "omitempty") && t.Kind() != reflect.Struct:
		return "?"
	case pointer:
		return "!*"
	default:
		return "!"
	}
}

func (w *writer) typeOf(t reflect.Type, ref schema.TypeRef) string {
	if t.Kind() == reflect.Pointer {
		return w.typeOf(t.Elem(), ref)
	}
	if scalar, found := scalars[t]; found {
		return scalar
	}
	atom, known := w.schema.Resolve(ref)
	if !known {
		log.Fatalf("%v is not in the schema", ref)
	}
	switch t.Kind() {
	case reflect.Struct:
		if ref.ElementRelationship != nil {
			log.Fatalf("%s merges in a different way than its type", name(t))
		}
		return name(t)
	case reflect.Map:
		return "{" + w.typeOf(t.Elem(), atom.Map.ElementType) + "}" + relationship(atom.Map.ElementRelationship)
	case reflect.Slice:
		return "[" + w.typeOf(t.Elem(), atom.List.ElementType) + "]" + w.merge(atom.List)
	case reflect.Int32, reflect.Int64, reflect.Float64, reflect.Bool, reflect.String, reflect.Uint8:
		return t.Kind().String()
	}
	log.Fatalf("cannot write %v", t)
	return ""
}

func relationship(r schema.ElementRelationship) string {
	if r == schema.Atomic {
		return " atomic"
	}
	return ""
}

func (w *writer) merge(list *schema.List) string {
	if list.ElementRelationship == schema.Atomic {
		return " atomic"
	}
	if len(list.Keys) == 0 {
		return " set"
	}
	element, _ := w.schema.Resolve(list.ElementType)
	keys := make([]string, len(list.Keys))
	for i, key := range list.Keys {
		field, _ := element.Map.FindField(key)
		keys[i] = key
		if field.Default != nil {
			keys[i] = fmt.Sprintf("%s=%v", key, field.Default)
		}
	}
	return " " + strings.Join(keys, ",")
}

func patch(tag reflect.StructTag) string {
	strategy := tag.Get("patchStrategy")
	if strategy == "" {
		return ""
	}
	return strings.TrimRight(" patch "+strategy+" "+tag.Get("patchMergeKey"), " ")
}

func ptr[T any](value T) *T {
	return &value
}
