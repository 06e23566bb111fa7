package object

import (
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/restmapper"
)

// Kinds that a scheme contains but no API server serves as resources.
var (
	notAResource = regexp.MustCompile(`(List|Options)$|^(WatchEvent|Status|APIGroup|APIVersions|Scale|Eviction|TokenRequest|RangeAllocation|` +
		`SerializedReference|PodStatusResult)$`)
	stable = regexp.MustCompile(`^v\d+$`)
)

// newMapper returns a mapper that knows the kinds as an API server's discovery lists them: each one also in lower case
// and with the suffix "List", so KEDA accepts a scaleTargetRef of the kind "deployment". For Kubernetes' own kinds,
// these are the stable versions.
func newMapper(kinds []schema.GroupVersionKind) meta.RESTMapper {
	groups := map[string]*restmapper.APIGroupResources{}
	for _, kind := range kinds {
		group := groups[kind.Group]
		if group == nil {
			group = &restmapper.APIGroupResources{Group: metav1.APIGroup{Name: kind.Group}, VersionedResources: map[string][]metav1.APIResource{}}
			groups[kind.Group] = group
		}
		if _, known := group.VersionedResources[kind.Version]; !known {
			version := metav1.GroupVersionForDiscovery{GroupVersion: kind.GroupVersion().String(), Version: kind.Version}
			group.Group.Versions = append(group.Group.Versions, version)
			group.Group.PreferredVersion = group.Group.Versions[0]
		}
		plural, singular := meta.UnsafeGuessKindToResource(kind)
		group.VersionedResources[kind.Version] = append(group.VersionedResources[kind.Version], metav1.APIResource{
			Name: plural.Resource, SingularName: singular.Resource, Kind: kind.Kind, Namespaced: true,
		})
	}
	var sorted []*restmapper.APIGroupResources
	for _, group := range groups {
		sorted = append(sorted, group)
	}
	slices.SortFunc(sorted, func(a, b *restmapper.APIGroupResources) int { return strings.Compare(a.Group.Name, b.Group.Name) })
	return restmapper.NewDiscoveryRESTMapper(sorted)
}

// served are the kinds of the base scheme that an API server with KEDA's CRDs serves.
func served() []schema.GroupVersionKind {
	var kinds []schema.GroupVersionKind
	for kind := range baseScheme.AllKnownTypes() {
		ours := kind.Group == "keda.sh" || kind.Group == "eventing.keda.sh"
		if (ours || stable.MatchString(kind.Version)) && !notAResource.MatchString(kind.Kind) {
			kinds = append(kinds, kind)
		}
	}
	slices.SortFunc(kinds, func(a, b schema.GroupVersionKind) int {
		// v2 before v1: the first version of a group is the preferred one.
		if a.Group != b.Group || a.Version == b.Version {
			return strings.Compare(a.String(), b.String())
		}
		return strings.Compare(b.Version, a.Version)
	})
	return kinds
}
