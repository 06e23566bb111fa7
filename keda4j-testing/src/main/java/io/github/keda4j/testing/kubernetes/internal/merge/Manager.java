package io.github.keda4j.testing.kubernetes.internal.merge;

import java.util.Comparator;

/**
 * An owner of fields.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param apiVersion the version that an updater wrote; empty for appliers, which are the same in every version
 * @param subresource the subresource that it writes through; empty for the object itself
 */
record Manager(String name, String operation, String apiVersion, String subresource) implements Comparable<Manager> {

    static final String APPLY = "Apply";
    static final String UPDATE = "Update";

    private static final Comparator<Manager> ORDER = Comparator.comparing(Manager::name)
            .thenComparing(Manager::operation)
            .thenComparing(Manager::apiVersion)
            .thenComparing(Manager::subresource);

    static Manager applying(String name, String subresource) {
        return new Manager(name, APPLY, "", subresource);
    }

    static Manager updating(String name, String apiVersion, String subresource) {
        return new Manager(name.isEmpty() ? "unknown" : name, UPDATE, apiVersion, subresource);
    }

    boolean applies() {
        return operation.equals(APPLY);
    }

    @Override
    public int compareTo(Manager other) {
        return ORDER.compare(this, other);
    }

    /** The manager as conflict messages name it. */
    String described() {
        String described = '"' + name + '"' + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + '"');
        return applies() ? described : described + " using " + apiVersion;
    }
}
