package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.Catalog.Served;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request's path.
 *
 * @param namespace the namespace; empty for all namespaces, and for objects without a namespace
 * @param name the name; empty for all objects
 * @param subresource the subresource; empty for the object itself
 */
record Target(Served served, String namespace, String name, String subresource) {

    private static final String NAMESPACES = "namespaces";

    /** The target of a path, or null if there is none. */
    static @Nullable Target of(Catalog catalog, List<String> segments) {
        boolean core = !segments.isEmpty() && segments.get(0).equals("api");
        int prefix = core ? 2 : 3;
        if (segments.size() <= prefix || (!core && !segments.get(0).equals("apis"))) {
            return null;
        }
        String apiVersion = core ? segments.get(1) : segments.get(1) + "/" + segments.get(2);
        List<String> rest = segments.subList(prefix, segments.size());
        boolean inNamespace = rest.get(0).equals(NAMESPACES) && rest.size() > 2 && !isPartOfNamespace(rest.get(2));
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> path = inNamespace ? rest.subList(2, rest.size()) : rest;
        Served served = catalog.find(apiVersion, path.get(0));
        if (served == null || path.size() > 3 || !fits(served.kind(), inNamespace, path)) {
            return null;
        }
        String subresource = path.size() > 2 ? path.get(2) : "";
        if (!subresource.isEmpty() && !served.kind().subresources().contains(subresource)) {
            return null;
        }
        return new Target(served, namespace, path.size() > 1 ? path.get(1) : "", subresource);
    }

    private static boolean isPartOfNamespace(String segment) {
        return segment.equals("status") || segment.equals("finalize");
    }

    /** Whether such a path exists: the path to all objects of a namespaced kind may omit the namespace. */
    private static boolean fits(Kind kind, boolean inNamespace, List<String> path) {
        return kind.namespaced() ? inNamespace || path.size() == 1 : !inNamespace;
    }

    Kind kind() {
        return served.kind();
    }

    Store.Key key() {
        return Store.Key.of(kind(), namespace, name);
    }
}
