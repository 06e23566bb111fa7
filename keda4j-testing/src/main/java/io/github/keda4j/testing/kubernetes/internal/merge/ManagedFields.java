package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The owners of an object's fields, as in {@code metadata.managedFields}. Mutable. */
final class ManagedFields {

    private static final String FIELDS_TYPE = "FieldsV1";

    /** What a manager owns; times are those of {@code metadata.managedFields}, in seconds. */
    record Entry(
            FieldSet fields, String apiVersion, @Nullable String time) {

        Entry with(FieldSet newFields) {
            return new Entry(newFields, apiVersion, time);
        }

        /** For sorting: an entry without a time is the oldest. */
        String seconds() {
            return time == null ? "" : time;
        }
    }

    private static final Comparator<Map.Entry<Manager, Entry>> ORDER = Comparator.comparing(
                    (Map.Entry<Manager, Entry> entry) -> entry.getKey().operation())
            .thenComparing(entry -> entry.getValue().seconds())
            .thenComparing(entry -> entry.getKey().name())
            .thenComparing(entry -> entry.getValue().apiVersion())
            .thenComparing(entry -> entry.getKey().subresource());

    private final SortedMap<Manager, Entry> entries = new TreeMap<>();

    SortedMap<Manager, Entry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Replaces what a manager owns; a manager that owns nothing is removed. */
    void put(Manager manager, Entry entry) {
        if (entry.fields().isEmpty()) {
            entries.remove(manager);
        } else {
            entries.put(manager, entry);
        }
    }

    /**
     * Reads the owners of an object's fields.
     *
     * @throws IllegalArgumentException if they are not in the form that the API server writes
     */
    static ManagedFields of(@Nullable Object object) {
        ManagedFields managed = new ManagedFields();
        for (Object element : Json.list(Json.at(object, "metadata", "managedFields"))) {
            Map<String, @Nullable Object> entry = Json.map(element);
            String operation = Json.string(entry.get("operation"));
            String apiVersion = Json.string(entry.get("apiVersion"));
            if ((!operation.equals(Manager.APPLY) && !operation.equals(Manager.UPDATE))
                    || apiVersion.isEmpty()
                    || !FIELDS_TYPE.equals(entry.get("fieldsType"))) {
                throw new IllegalArgumentException("not an entry of managedFields: " + Json.write(entry));
            }
            Manager manager = new Manager(
                    Json.string(entry.get("manager")),
                    operation,
                    operation.equals(Manager.APPLY) ? "" : apiVersion,
                    Json.string(entry.get("subresource")));
            Object time = entry.get("time");
            managed.entries.put(
                    manager,
                    new Entry(
                            FieldSet.ofFieldsV1(Json.map(entry.get("fieldsV1"))),
                            apiVersion,
                            time == null ? null : time.toString()));
        }
        return managed;
    }

    /** Reads the owners of an object's fields; none if they are not in the form that the API server writes. */
    static ManagedFields ofOrEmpty(@Nullable Object object) {
        try {
            return of(object);
        } catch (IllegalArgumentException e) {
            return new ManagedFields();
        }
    }

    /** Writes them into an object that has none. */
    void writeTo(Map<String, @Nullable Object> object) {
        List<@Nullable Object> written = new ArrayList<>();
        entries.entrySet().stream()
                .sorted(ORDER)
                .forEach(entry -> written.add(written(entry.getKey(), entry.getValue())));
        if (!written.isEmpty()) {
            Json.child(object, "metadata").put("managedFields", written);
        }
    }

    private static Map<String, @Nullable Object> written(Manager manager, Entry entry) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("manager", manager.name());
        written.put("operation", manager.operation());
        written.put("apiVersion", entry.apiVersion());
        if (entry.time() != null) {
            written.put("time", entry.time());
        }
        written.put("fieldsType", FIELDS_TYPE);
        written.put("fieldsV1", entry.fields().toFieldsV1());
        if (!manager.subresource().isEmpty()) {
            written.put("subresource", manager.subresource());
        }
        return written;
    }
}
