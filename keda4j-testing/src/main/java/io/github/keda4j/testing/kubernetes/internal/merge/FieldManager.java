package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.merge.ApplyConflictException.Conflict;
import io.github.keda4j.testing.kubernetes.internal.merge.ManagedFields.Entry;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the owners of an object's fields across writes, and merges applied configurations, as the API server does
 * ({@code apimachinery/pkg/util/managedfields}).
 *
 * @param type the type of the object
 * @param apiVersion the API version of the object
 * @param subresource the subresource through which it is written; empty for the object itself
 * @param reset the fields that such a write does not change, and whose ownership it does not record
 */
public record FieldManager(Type type, String apiVersion, String subresource, FieldSet reset) {

    /** Fields that are never owned: the API server sets them, or they name the object. */
    private static final FieldSet NEVER_OWNED = FieldSet.ofFields(
            "apiVersion",
            "kind",
            "metadata",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.selfLink",
            "metadata.uid",
            "metadata.clusterName",
            "metadata.generation",
            "metadata.managedFields",
            "metadata.resourceVersion");

    private static final int MOST_UPDATERS = 10;
    private static final String OLD_UPDATERS = "ancient-changes";
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** Represents the writer as long as it is unknown whether it changes anything. */
    private static final Manager THIS_WRITE = new Manager("current-operation", Manager.UPDATE, "", "");

    /**
     * Records who owns what after a create, an update, or a patch other than apply.
     *
     * @param live the object as it was; for a creation, an empty object
     * @param written the object as it should become; its {@code managedFields} are set
     * @param name the name of the writer
     * @param time the time of the write, in seconds
     */
    public void update(
            Map<String, @Nullable Object> live, Map<String, @Nullable Object> written, String name, String time) {
        ManagedFields managed = ownersBefore(live, written);
        withoutOwners(written);
        boolean creation = Json.at(live, "metadata", "uid") == null;
        // If somebody deleted the owners of an object's fields, owners are not tracked again until the object is
        // applied.
        if (!managed.isEmpty() || creation) {
            update(live, written, managed, Manager.updating(name, apiVersion, subresource), time);
        }
        managed.writeTo(written);
    }

    private ManagedFields ownersBefore(Map<String, @Nullable Object> live, Map<String, @Nullable Object> written) {
        Object sent = Json.at(written, "metadata", "managedFields");
        if (!subresource.isEmpty() || sent == null) {
            return ManagedFields.ofOrEmpty(live);
        }
        if (Json.isEmpty(sent)
                || (Json.list(sent).size() == 1 && Json.isEmpty(Json.list(sent).get(0)))) {
            return new ManagedFields();
        }
        ManagedFields managed = ManagedFields.ofOrEmpty(written);
        return managed.isEmpty() ? ManagedFields.ofOrEmpty(live) : managed;
    }

    private void update(
            Map<String, @Nullable Object> live,
            Map<String, @Nullable Object> written,
            ManagedFields managed,
            Manager manager,
            String time) {
        Map<String, @Nullable Object> before = copyWithoutOwners(live);
        Comparison changes = takeFromOthers(before, written, managed, THIS_WRITE, true);
        FieldSet changed = changes.modified()
                .union(changes.added())
                .recursiveDifference(reset)
                .difference(NEVER_OWNED);
        if (!changed.isEmpty()) {
            Entry previous = managed.entries().get(manager);
            managed.put(
                    manager,
                    new Entry(previous == null ? changed : changed.union(previous.fields()), apiVersion, time));
        }
        joinOldUpdaters(managed);
    }

    /**
     * Merges what is applied into an object.
     *
     * @param live the object as it is; for a creation, an empty object
     * @param empty an empty object of the kind
     * @param applied the applied configuration
     * @param name the name of the applier
     * @param force whether to take the fields that others own
     * @param time the time of the write, in seconds
     * @return the object as it should become, before the API server decodes it
     * @throws ApplyConflictException if others own fields that would change
     * @throws TypeException if what is applied is not of the object's type
     */
    public Map<String, @Nullable Object> apply(
            Map<String, @Nullable Object> live,
            Map<String, @Nullable Object> empty,
            Map<String, @Nullable Object> applied,
            String name,
            boolean force,
            String time) {
        Validation.validate(type, applied);
        ManagedFields managed = ManagedFields.ofOrEmpty(live);
        Map<String, @Nullable Object> before = copyWithoutOwners(live);
        if (managed.isEmpty()) {
            update(empty, before, managed, Manager.updating(BEFORE_FIRST_APPLY, apiVersion, subresource), time);
        }
        Manager manager = Manager.applying(name, subresource);
        Entry last = managed.entries().get(manager);
        FieldSet set = FieldSets.of(type, applied).recursiveDifference(reset);
        // Not put(): the following code needs the entry even if it is empty.
        managed.entries().put(manager, new Entry(set, apiVersion, last == null ? null : last.time()));

        Object merged = Merging.merge(type, before, applied);
        Object pruned = last == null || last.fields().isEmpty() ? merged : prune(merged, managed, last.fields());
        takeFromOthers(before, pruned, managed, manager, force);
        // An applier that changes nothing keeps its time.
        String unchanged = last == null ? null : last.time();
        boolean changed = !Json.same(before, pruned);
        managed.put(manager, new Entry(set.difference(NEVER_OWNED), apiVersion, changed ? time : unchanged));

        Map<String, @Nullable Object> result = Json.copyOf(Json.map(pruned));
        managed.writeTo(result);
        return result;
    }

    /** Removes what the applier applied last time but not now, unless somebody else owns it. */
    private @Nullable Object prune(@Nullable Object merged, ManagedFields managed, FieldSet lastApplied) {
        FieldSet last = lastApplied.withDeclaredParents(type);
        FieldSet mergedSet = FieldSets.of(type, merged).withDeclaredParents(type);

        Object pruned = Removal.remove(type, merged, last);
        FieldSet owned = managed.entries().values().stream().map(Entry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
        FieldSet kept = FieldSets.of(type, pruned).withDeclaredParents(type).union(owned.withDeclaredParents(type));
        pruned = Removal.remove(type, merged, mergedSet.difference(kept));

        FieldSet gone = mergedSet.difference(FieldSets.of(type, pruned).withDeclaredParents(type));
        return Removal.remove(type, merged, gone.intersection(last));
    }

    /** Removes the changed fields from all other owners, and returns them. */
    private Comparison takeFromOthers(
            @Nullable Object live, @Nullable Object written, ManagedFields managed, Manager writer, boolean force) {
        Comparison changes = Comparison.of(type, live, written).excluding(reset);
        FieldSet changed = changes.modified().union(changes.added());
        SortedMap<Manager, FieldSet> conflicts = new TreeMap<>();
        managed.entries().forEach((manager, entry) -> {
            FieldSet conflict = entry.fields().intersection(changed);
            if (!manager.equals(writer) && !conflict.isEmpty()) {
                conflicts.put(manager, conflict);
            }
        });
        if (!force && !conflicts.isEmpty()) {
            throw new ApplyConflictException(list(conflicts));
        }
        Map.copyOf(managed.entries()).forEach((manager, entry) -> {
            if (!manager.equals(writer)) {
                FieldSet lost = conflicts.getOrDefault(manager, FieldSet.EMPTY).union(changes.removed());
                managed.put(manager, entry.with(entry.fields().difference(lost)));
            }
        });
        return changes;
    }

    private static List<Conflict> list(SortedMap<Manager, FieldSet> conflicts) {
        List<Conflict> list = new ArrayList<>();
        conflicts.forEach((manager, fields) -> fields.forEach(path -> {
            StringBuilder text = new StringBuilder();
            path.forEach(text::append);
            list.add(new Conflict(manager.described(), text.toString()));
        }));
        return list;
    }

    /** Limits the number of updaters by merging the oldest ones into one. */
    private void joinOldUpdaters(ManagedFields managed) {
        List<Manager> updaters = managed.entries().entrySet().stream()
                .filter(entry -> !entry.getKey().applies())
                .sorted(Comparator.comparing((Map.Entry<Manager, Entry> entry) ->
                                entry.getValue().seconds())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        Manager bucket = Manager.updating(OLD_UPDATERS, apiVersion, "");
        for (int i = 0; i <= updaters.size() - MOST_UPDATERS && updaters.size() > MOST_UPDATERS; i++) {
            Entry old = managed.entries().remove(updaters.get(i));
            Entry joined = managed.entries().get(bucket);
            if (old != null) {
                managed.put(
                        bucket,
                        joined == null ? old : new Entry(joined.fields().union(old.fields()), apiVersion, old.time()));
            }
        }
    }

    private static Map<String, @Nullable Object> copyWithoutOwners(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> copy = Json.copyOf(object);
        withoutOwners(copy);
        return copy;
    }

    private static void withoutOwners(Map<String, @Nullable Object> object) {
        if (object.get("metadata") instanceof Map) {
            Json.map(object.get("metadata")).remove("managedFields");
        }
    }
}
