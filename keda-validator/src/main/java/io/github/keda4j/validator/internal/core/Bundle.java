package io.github.keda4j.validator.internal.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the cluster once everything is applied: the applied objects, and the existing ones that they do not
 * replace. Every lookup takes constant time, regardless of the number of objects. Safe for use by several threads.
 */
public final class Bundle {

    /** With more objects, several threads may check them, and their trees would take much memory. */
    private static final int SMALL = 100;

    private final List<Subject> applied;
    private final Map<ObjectKey, Subject> current = new LinkedHashMap<>();
    private final Map<ObjectKey, Subject> before = new HashMap<>();
    private final IdentityHashMap<Subject, Subject> earlier = new IdentityHashMap<>(0);
    /** What is known about applied objects that cannot be identified: their kind and name, as far as they are known. */
    private final Set<ObjectKey> halfKnown = new HashSet<>(0);

    private final boolean complete;
    private final Lazy<Map<ObjectKey, List<Subject>>> byKind = new Lazy<>(this::indexByKind);
    private final Lazy<Set<ObjectKey>> names = new Lazy<>(this::indexByName);
    private final Lazy<Claims> claims = new Lazy<>(() -> new Claims(this));
    private final Lazy<ServedKinds> kinds = new Lazy<>(() -> new ServedKinds(this));

    /**
     * Indexes the objects.
     *
     * @param applied the objects to be applied, in their order
     * @param cluster the existing objects
     * @param complete whether these are all objects that matter
     */
    public Bundle(List<Subject> applied, List<Subject> cluster, boolean complete) {
        this.applied = applied;
        this.complete = complete;
        for (Subject subject : cluster) {
            if (!subject.name().isEmpty()) {
                ObjectKey key = subject.key();
                before.put(key, subject);
                current.put(key, subject);
            }
        }
        for (int i = 0; i < applied.size(); i++) {
            Subject subject = applied.get(i);
            subject.applyAt(i, applied.size() <= SMALL);
            // Nothing reports an invalid name of an object of Kubernetes' own kinds, so only KEDA's kinds and wrong
            // kinds count here.
            boolean told = subject.keda() != null || subject.identity().trouble() != Identity.Trouble.NONE;
            if (told && !subject.isIdentified()) {
                addHalfKnown(subject);
            }
            if (!subject.name().isEmpty()) {
                ObjectKey key = subject.key();
                Subject previous = current.put(key, subject);
                if (previous != null && previous != before.get(key)) {
                    earlier.put(subject, previous);
                }
            }
        }
    }

    private void addHalfKnown(Subject subject) {
        KedaKind meant = subject.identity().kind();
        boolean known = subject.identity().trouble() != Identity.Trouble.UNKNOWN_KIND;
        String kind = meant != null ? meant.kind() : known ? Trees.text(subject.tree(), "kind") : "";
        String name = Trees.text(subject.metadata(), "name");
        if (!kind.isEmpty() || !name.isEmpty()) {
            halfKnown.add(anyOf(kind, name));
        }
    }

    /** A kind and a name; an empty one is unknown. */
    private static ObjectKey anyOf(String kind, String name) {
        return new ObjectKey("", kind, "", name);
    }

    /** The objects to be applied, in their order. */
    public List<Subject> applied() {
        return applied;
    }

    /** Whether the state is complete, so that an object that is not found does not exist. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Whether it is certain that an object does not exist. This is false if an applied object that cannot be identified
     * may be that object; the mistake is then reported for the applied object.
     */
    public boolean lacks(String group, String kind, String namespace, String name) {
        return complete && find(group, kind, namespace, name) == null && !isHalfKnown(kind, name);
    }

    private boolean isHalfKnown(String kind, String name) {
        return !halfKnown.isEmpty()
                && (halfKnown.contains(anyOf(kind, name))
                        || halfKnown.contains(anyOf(kind, ""))
                        || halfKnown.contains(anyOf("", name)));
    }

    /** The resulting object; null if it is unknown. */
    public @Nullable Subject find(ObjectKey key) {
        return current.get(key);
    }

    /** The resulting object; null if it is unknown. */
    public @Nullable Subject find(String group, String kind, String namespace, String name) {
        return current.get(new ObjectKey(group, kind, namespace, name));
    }

    /**
     * The existing object that an applied one replaces; null if the object is new, or if it is unknown whether it is.
     */
    public @Nullable Subject before(Subject subject) {
        return subject.name().isEmpty() ? null : before.get(subject.key());
    }

    /** An earlier object to be applied that is the same object in the cluster; null if there is none. */
    public @Nullable Subject earlier(Subject subject) {
        return earlier.get(subject);
    }

    /** All objects of a kind in a namespace: existing ones first. */
    public List<Subject> all(String group, String kind, String namespace) {
        return byKind.get().getOrDefault(new ObjectKey(group, kind, namespace, ""), List.of());
    }

    /** All objects of a kind, in any namespace: existing ones first. */
    public List<Subject> all(String group, String kind) {
        return byKind.get().getOrDefault(new ObjectKey(group, kind, "*", ""), List.of());
    }

    /** Whether any namespace has an object of the given kind and name. */
    public boolean isAnywhere(String group, String kind, String name) {
        return names.get().contains(new ObjectKey(group, kind, "*", name));
    }

    /** The claims: which object scales which workload. */
    public Claims claims() {
        return claims.get();
    }

    /** The kinds that the cluster serves. */
    public ServedKinds kinds() {
        return kinds.get();
    }

    Iterable<Subject> everything() {
        return current.values();
    }

    private Set<ObjectKey> indexByName() {
        Set<ObjectKey> index = new HashSet<>();
        for (ObjectKey key : current.keySet()) {
            index.add(new ObjectKey(key.group(), key.kind(), "*", key.name()));
        }
        return index;
    }

    private Map<ObjectKey, List<Subject>> indexByKind() {
        Map<ObjectKey, List<Subject>> index = new HashMap<>();
        for (Map.Entry<ObjectKey, Subject> entry : current.entrySet()) {
            ObjectKey key = entry.getKey();
            add(index, new ObjectKey(key.group(), key.kind(), key.namespace(), ""), entry.getValue());
            add(index, new ObjectKey(key.group(), key.kind(), "*", ""), entry.getValue());
        }
        return index;
    }

    private static void add(Map<ObjectKey, List<Subject>> index, ObjectKey key, Subject subject) {
        List<Subject> same = index.get(key);
        if (same == null) {
            same = new ArrayList<>();
            index.put(key, same);
        }
        same.add(subject);
    }
}
