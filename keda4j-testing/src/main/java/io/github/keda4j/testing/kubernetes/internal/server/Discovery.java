package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the requests by which clients discover the kinds. */
final class Discovery {

    /** The release of Kubernetes that {@code kubernetes.txt} describes. */
    private static final String MINOR = "36";

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> SUBRESOURCE_VERBS = List.of("get", "patch", "update");

    private final Catalog catalog;

    Discovery(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The answer to a path, or null if it is not a discovery path. */
    @Nullable
    ApiResponse answer(List<String> segments) {
        String path = "/" + String.join("/", segments);
        return switch (path) {
            case "/" -> ok(Map.of("paths", paths()));
            case "/version" ->
                ok(Map.of("major", "1", "minor", MINOR, "gitVersion", "v1." + MINOR + ".0", "platform", "linux/amd64"));
            case "/healthz", "/livez", "/readyz" -> ok(Map.of());
            case "/api" -> ok(Map.of("kind", "APIVersions", "versions", List.of("v1")));
            case "/apis" -> ok(groups());
            case "/api/v1" -> ok(resources("v1"));
            default -> group(segments);
        };
    }

    private @Nullable ApiResponse group(List<String> segments) {
        if (!segments.get(0).equals("apis") || segments.size() > 3) {
            return null;
        }
        String group = segments.get(1);
        if (catalog.kinds().stream().noneMatch(kind -> kind.group().equals(group))) {
            return null;
        }
        if (segments.size() == 2) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>(Map.of("kind", "APIGroup", "apiVersion", "v1"));
            answer.putAll(group(group));
            return ok(answer);
        }
        return ok(resources(group + "/" + segments.get(2)));
    }

    private List<String> paths() {
        Set<String> paths = new LinkedHashSet<>(List.of("/api", "/api/v1", "/apis"));
        catalog.kinds().stream().filter(kind -> !kind.group().isEmpty()).forEach(kind -> {
            paths.add("/apis/" + kind.group());
            paths.add("/apis/" + kind.apiVersion());
        });
        return List.copyOf(paths);
    }

    private Map<String, @Nullable Object> groups() {
        Set<String> names = new LinkedHashSet<>();
        catalog.kinds().stream()
                .map(Kind::group)
                .filter(group -> !group.isEmpty())
                .forEach(names::add);
        Map<String, @Nullable Object> groups = new LinkedHashMap<>(Map.of("kind", "APIGroupList", "apiVersion", "v1"));
        groups.put("groups", names.stream().map(this::group).toList());
        return groups;
    }

    private Map<String, @Nullable Object> group(String group) {
        Set<String> versions = new LinkedHashSet<>();
        catalog.kinds().stream()
                .filter(kind -> kind.group().equals(group))
                .map(Kind::version)
                .forEach(versions::add);
        List<Map<String, String>> list = versions.stream()
                .map(version -> Map.of("groupVersion", group + "/" + version, "version", version))
                .toList();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("name", group);
        answer.put("versions", list);
        answer.put("preferredVersion", list.get(0));
        return answer;
    }

    private Map<String, @Nullable Object> resources(String apiVersion) {
        List<@Nullable Object> resources = new ArrayList<>();
        for (Kind kind : catalog.kinds()) {
            if (kind.apiVersion().equals(apiVersion)) {
                resources.add(resource(kind, kind.plural(), kind.singular(), kind.name(), VERBS));
                for (String subresource : kind.subresources()) {
                    String name = subresource.equals("scale") ? "Scale" : kind.name();
                    resources.add(resource(kind, kind.plural() + "/" + subresource, "", name, SUBRESOURCE_VERBS));
                }
            }
        }
        Map<String, @Nullable Object> list = new LinkedHashMap<>(Map.of("kind", "APIResourceList", "apiVersion", "v1"));
        list.put("groupVersion", apiVersion);
        list.put("resources", resources);
        return list;
    }

    private static Map<String, @Nullable Object> resource(
            Kind kind, String name, String singular, String kindName, List<String> verbs) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("name", name);
        resource.put("singularName", singular);
        resource.put("namespaced", kind.namespaced());
        resource.put("kind", kindName);
        resource.put("verbs", verbs);
        return resource;
    }

    private static ApiResponse ok(Map<String, ?> body) {
        return ApiResponse.of(200, new LinkedHashMap<>(body));
    }
}
