package linked

import (
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

// The runtime's list of types; the Go project keeps it for packages that use it.
//
//go:linkname typelinks reflect.typelinks
func typelinks() (sections []unsafe.Pointer, offsets [][]int32)

const scalersPackage = "github.com/kedacore/keda/v2/pkg/scalers"

// Structs are the structs of KEDA's package scalers by name, exported or not.
var Structs = sync.OnceValue(func() map[string]reflect.Type {
	structs := map[string]reflect.Type{}
	sections, offsets := typelinks()
	for i, section := range sections {
		for _, offset := range offsets[i] {
			pointer := typeAt(unsafe.Add(section, offset))
			if pointer.Kind() != reflect.Pointer || pointer.Elem().Kind() != reflect.Struct {
				continue
			}
			if element := pointer.Elem(); strings.HasSuffix(element.PkgPath(), scalersPackage) {
				structs[element.Name()] = element
			}
		}
	}
	return structs
})

// typeAt returns the type that a descriptor describes, as the type of a nil value.
func typeAt(descriptor unsafe.Pointer) reflect.Type {
	var value any
	(*struct{ descriptor, data unsafe.Pointer })(unsafe.Pointer(&value)).descriptor = descriptor
	return reflect.TypeOf(value)
}
