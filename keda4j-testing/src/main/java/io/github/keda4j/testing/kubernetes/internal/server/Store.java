package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects in all their versions, as etcd keeps them for a while, so that a paged list shows a single moment and a
 * watch continues where a list ended. Objects are not changed once they are stored. For one thread at a time.
 */
final class Store {

    private final NavigableMap<Key, NavigableMap<Long, Map<String, @Nullable Object>>> objects = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long revision;

    /** The location of an object. */
    record Key(String resource, String namespace, String name) implements Comparable<Key> {

        static Key of(Kind kind, String namespace, String name) {
            return new Key(kind.qualifiedPlural(), kind.namespaced() ? namespace : "", name);
        }

        @Override
        public int compareTo(Key other) {
            int resources = resource.compareTo(other.resource);
            int namespaces = namespace.compareTo(other.namespace);
            return resources != 0 ? resources : namespaces != 0 ? namespaces : name.compareTo(other.name);
        }
    }

    /**
     * A change.
     *
     * @param before the old object; empty if there was none
     * @param after the new object; empty if it no longer exists
     */
    record Event(long revision, Key key, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {}

    long revision() {
        return revision;
    }

    /** The current object, or null. */
    @Nullable
    Map<String, @Nullable Object> get(Key key) {
        return get(key, revision);
    }

    private @Nullable Map<String, @Nullable Object> get(Key key, long atRevision) {
        Map.Entry<Long, Map<String, @Nullable Object>> version =
                objects.getOrDefault(key, new TreeMap<>()).floorEntry(atRevision);
        return version == null || version.getValue().isEmpty() ? null : version.getValue();
    }

    /** The objects of a kind at a revision, by namespace and name; of all namespaces if none is given. */
    List<Map.Entry<Key, Map<String, @Nullable Object>>> list(Kind kind, String namespace, long atRevision) {
        List<Map.Entry<Key, Map<String, @Nullable Object>>> found = new ArrayList<>();
        for (Key key :
                objects.tailMap(new Key(kind.qualifiedPlural(), namespace, "")).keySet()) {
            if (!key.resource().equals(kind.qualifiedPlural())
                    || (!namespace.isEmpty() && !key.namespace().equals(namespace))) {
                break;
            }
            Map<String, @Nullable Object> object = get(key, atRevision);
            if (object != null) {
                found.add(Map.entry(key, object));
            }
        }
        return found;
    }

    /** Stores an object under a new resource version, and returns it with that version. */
    Map<String, @Nullable Object> put(Key key, Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> before = get(key);
        Map<String, @Nullable Object> after = at(object, ++revision);
        change(key, before == null ? Map.of() : before, after);
        return after;
    }

    void remove(Key key) {
        Map<String, @Nullable Object> before = get(key);
        if (before != null) {
            revision++;
            change(key, at(before, revision), Map.of());
        }
    }

    private static Map<String, @Nullable Object> at(Map<String, @Nullable Object> object, long revision) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(object);
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Json.map(object.get("metadata")));
        metadata.put("resourceVersion", Long.toString(revision));
        copy.put("metadata", metadata);
        return copy;
    }

    private void change(Key key, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        objects.computeIfAbsent(key, any -> new TreeMap<>()).put(revision, after);
        Event event = new Event(revision, key, before, after);
        events.add(event);
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    List<Event> eventsAfter(long afterRevision) {
        return events.stream().filter(event -> event.revision() > afterRevision).toList();
    }

    void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<Event> listener) {
        listeners.remove(listener);
    }
}
