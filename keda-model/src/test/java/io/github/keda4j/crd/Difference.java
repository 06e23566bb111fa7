package io.github.keda4j.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One difference between two CRDs.
 *
 * @param kind the kind
 * @param path the path at which they differ
 * @param fact the name of the fact, or {@code missing} or {@code extra} for a whole field
 * @param theirs the value in KEDA's CRD, or null
 * @param ours the value in our CRD, or null
 */
record Difference(String kind, String path, String fact, String theirs, String ours) {

    static List<Difference> between(Crd theirs, Crd ours) {
        List<Difference> found = new ArrayList<>();
        compare(theirs.kind(), ":", theirs.header(), ours.header(), found);
        for (String path : union(theirs.paths(), ours.paths())) {
            if (!ours.paths().containsKey(path)) {
                found.add(new Difference(theirs.kind(), path, "missing", path, null));
            } else if (!theirs.paths().containsKey(path)) {
                found.add(new Difference(theirs.kind(), path, "extra", null, path));
            } else {
                compare(
                        theirs.kind(),
                        path,
                        theirs.paths().get(path),
                        ours.paths().get(path),
                        found);
            }
        }
        return found;
    }

    private static void compare(
            String kind, String path, Map<String, String> theirs, Map<String, String> ours, List<Difference> found) {
        union(theirs, ours).stream()
                .filter(fact -> !Objects.equals(theirs.get(fact), ours.get(fact)))
                .forEach(fact -> found.add(new Difference(kind, path, fact, theirs.get(fact), ours.get(fact))));
    }

    private static SortedSet<String> union(Map<String, ?> first, Map<String, ?> second) {
        SortedSet<String> union = new TreeSet<>();
        Stream.of(first, second).forEach(map -> union.addAll(map.keySet()));
        return union;
    }
}
