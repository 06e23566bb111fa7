package io.github.keda4j.podidentity.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys that a request carries, with their values. IAM ignores the case of keys and heeds that of values. A key
 * is either single-valued or multi-valued, which set operators tell apart. Immutable.
 */
public final class RequestContext {

    private static final RequestContext EMPTY = new RequestContext(List.of());

    private final List<Entry> entries;

    /** The entries by the hash of their keys, case aside: looking a key up must not make a lower-case copy of it. */
    private final @Nullable Entry[] table;

    /** Of several entries with the same key the last one counts. */
    private RequestContext(List<Entry> given) {
        this.table = new Entry[Integer.highestOneBit(Math.max(2, given.size()) * 4)];
        List<Entry> unique = new ArrayList<>(given.size());
        for (int i = given.size() - 1; i >= 0; i--) {
            Entry entry = given.get(i);
            int slot = slotOf(entry.key);
            if (table[slot] == null) {
                table[slot] = entry;
                unique.add(entry);
            }
        }
        this.entries = Collections.unmodifiableList(unique);
    }

    private record Entry(String key, List<String> values, boolean multiValued) {}

    /**
     * A request that carries no keys.
     *
     * @return an empty context
     */
    public static RequestContext empty() {
        return EMPTY;
    }

    /**
     * The same context with one more single-valued key.
     *
     * @param key such as {@code aws:SourceAccount}; a key that is there is replaced
     * @param value its value
     * @return a copy
     */
    public RequestContext with(String key, String value) {
        return toBuilder().with(key, value).build();
    }

    /**
     * The same context with one more multi-valued key.
     *
     * @param key such as {@code aws:TagKeys}; a key that is there is replaced
     * @param values its values; none is as if the key were not there
     * @return a copy
     */
    public RequestContext with(String key, Collection<String> values) {
        return values.isEmpty() ? without(key) : toBuilder().with(key, values).build();
    }

    /**
     * The same context with a single-valued key for each tag.
     *
     * @param prefix such as {@code aws:PrincipalTag}, without the slash
     * @param tags by key
     * @return a copy
     */
    public RequestContext withTags(String prefix, Map<String, String> tags) {
        return toBuilder().withTags(prefix, tags).build();
    }

    /**
     * The same context and all keys of another, which win.
     *
     * @param others more keys
     * @return a copy
     */
    public RequestContext withAll(RequestContext others) {
        return entries.isEmpty() ? others : toBuilder().withAll(others).build();
    }

    /**
     * The same context without a key.
     *
     * @param key whatever its case
     * @return a copy
     */
    public RequestContext without(String key) {
        return entry(key) == null
                ? this
                : new RequestContext(entries.stream()
                        .filter(entry -> !entry.key.equalsIgnoreCase(key))
                        .toList());
    }

    /**
     * The values of a key.
     *
     * @param key whatever its case
     * @return empty where the request does not carry it
     */
    public Optional<List<String>> values(String key) {
        return Optional.ofNullable(find(key));
    }

    /**
     * Whether a key is there with several values allowed.
     *
     * @param key whatever its case
     * @return true for a key given as a collection, even of one
     */
    public boolean isMultiValued(String key) {
        Entry entry = entry(key);
        return entry != null && entry.multiValued;
    }

    /** The values of a key, null where it is not there. */
    @Nullable
    List<String> find(String key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.values;
    }

    private @Nullable Entry entry(String key) {
        return table[slotOf(key)];
    }

    /** Where the key is in the table, or would be. */
    private int slotOf(String key) {
        int slot = slot(key);
        Entry entry = table[slot];
        while (entry != null && !entry.key.equalsIgnoreCase(key)) {
            slot = next(slot);
            entry = table[slot];
        }
        return slot;
    }

    /** The way to a context of many keys, which copies none of the contexts in between. */
    Builder toBuilder() {
        return new Builder(entries);
    }

    /** Collects keys; later ones win. */
    static final class Builder {

        private final List<Entry> collected;

        private Builder(List<Entry> entries) {
            collected = new ArrayList<>(entries.size() + 8);
            collected.addAll(entries);
        }

        Builder with(String key, String value) {
            collected.add(new Entry(key, List.of(value), false));
            return this;
        }

        /** Not for an empty collection, which would stand for a key that is not there. */
        Builder with(String key, Collection<String> values) {
            collected.add(new Entry(key, List.copyOf(values), true));
            return this;
        }

        Builder withTags(String prefix, Map<String, String> tags) {
            tags.forEach((tag, value) -> with(prefix + "/" + tag, value));
            return this;
        }

        Builder withAll(RequestContext others) {
            collected.addAll(others.entries);
            return this;
        }

        RequestContext build() {
            return new RequestContext(collected);
        }
    }

    private int slot(String key) {
        int hash = 0;
        for (int i = 0; i < key.length(); i++) {
            hash = 31 * hash + fold(key.charAt(i));
        }
        return (hash ^ (hash >>> 16)) & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    private static String normal(String key) {
        StringBuilder normal = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            normal.append(fold(key.charAt(i)));
        }
        return normal.toString();
    }

    /** As {@link String#equalsIgnoreCase} sees a character. */
    private static char fold(char c) {
        return c < 128 && (c < 'A' || c > 'Z') ? c : Character.toLowerCase(Character.toUpperCase(c));
    }

    /**
     * The keys and their values.
     *
     * @return by key, as they were written
     */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>();
        entries.forEach(entry -> map.put(entry.key, entry.values));
        return Collections.unmodifiableMap(map);
    }

    /** Compares keys without case, values with it, and whether a key is multi-valued. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RequestContext that && normalized().equals(that.normalized());
    }

    @Override
    public int hashCode() {
        return normalized().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private Map<String, List<Object>> normalized() {
        Map<String, List<Object>> map = new TreeMap<>();
        entries.forEach(entry -> map.put(normal(entry.key), List.of(entry.multiValued, entry.values)));
        return map;
    }
}
