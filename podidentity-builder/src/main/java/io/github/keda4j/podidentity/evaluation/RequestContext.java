package io.github.keda4j.podidentity.evaluation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The condition keys that a request carries, with their values. IAM ignores the case of keys and heeds that of values. A key
 * is either single-valued or multi-valued, which set operators tell apart. Immutable.
 */
public final class RequestContext {

    private static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, Entry> entries;

    private RequestContext(Map<String, Entry> entries) {
        this.entries = entries;
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
        return with(new Entry(key, List.of(value), false));
    }

    /**
     * The same context with one more multi-valued key.
     *
     * @param key such as {@code aws:TagKeys}; a key that is there is replaced
     * @param values its values; none is as if the key were not there
     * @return a copy
     */
    public RequestContext with(String key, Collection<String> values) {
        return values.isEmpty() ? without(key) : with(new Entry(key, List.copyOf(values), true));
    }

    /**
     * The same context and all keys of another, which win.
     *
     * @param others more keys
     * @return a copy
     */
    public RequestContext withAll(RequestContext others) {
        Map<String, Entry> more = new HashMap<>(entries);
        more.putAll(others.entries);
        return new RequestContext(more);
    }

    /**
     * The same context without a key.
     *
     * @param key whatever its case
     * @return a copy
     */
    public RequestContext without(String key) {
        Map<String, Entry> fewer = new HashMap<>(entries);
        fewer.remove(normal(key));
        return new RequestContext(fewer);
    }

    /**
     * The values of a key.
     *
     * @param key whatever its case
     * @return empty where the request does not carry it
     */
    public Optional<List<String>> values(String key) {
        Entry entry = entries.get(normal(key));
        return entry == null ? Optional.empty() : Optional.of(entry.values());
    }

    /**
     * Whether a key is there with several values allowed.
     *
     * @param key whatever its case
     * @return true for a key given as a collection, even of one
     */
    public boolean isMultiValued(String key) {
        Entry entry = entries.get(normal(key));
        return entry != null && entry.multiValued();
    }

    private RequestContext with(Entry entry) {
        Map<String, Entry> more = new HashMap<>(entries);
        more.put(normal(entry.key()), entry);
        return new RequestContext(more);
    }

    private static String normal(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /**
     * The keys and their values.
     *
     * @return by key, as they were written
     */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>();
        entries.values().forEach(entry -> map.put(entry.key(), entry.values()));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestContext that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
