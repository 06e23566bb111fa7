package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the condition keys of a request. A key is either known with its values, known to be absent, or
 * known only when the call happens. A decision on a context with unknown keys holds for every value that they may take,
 * or says that it depends on them.
 *
 * <p>IAM ignores the case of keys but not that of values. A key is either single-valued or multi-valued, which set
 * operators distinguish. Immutable.
 */
public final class RequestContext {

    private static final RequestContext EMPTY = new RequestContext(null, List.of(), false);
    private static final RequestContext UNKNOWN = new RequestContext(null, List.of(), true);

    /** Where the name begins in a key with the prefix {@code aws:}, which most keys have. */
    private static final int AFTER_SERVICE = 4;

    /** A context with more layers is copied into one, so that looking for a key does not walk a long chain. */
    private static final int MOST_LAYERS = 8;

    /** What is known about a key's presence and value. */
    enum Knowledge {
        /** The request carries these values. */
        KNOWN,
        /** The request does not carry the key. */
        ABSENT,
        /** The request carries these values, or does not carry the key. */
        OPTIONAL,
        /** The request carries one value, which matches the pattern. */
        LIKE,
        /** The request carries the key, with any values. */
        PRESENT,
        /** Nothing is known. */
        UNKNOWN
    }

    /**
     * What is known about a key.
     *
     * @param hash the hash of the key, ignoring case; it distinguishes most keys
     * @param prefix whether the entry stands for all keys that begin with the text before its star
     */
    record Entry(String key, Knowledge knowledge, List<String> values, boolean multiValued, int hash, boolean prefix) {

        private static final Entry ABSENT = Entry.of("", Knowledge.ABSENT, List.of(), false);
        private static final Entry UNKNOWN = Entry.of("", Knowledge.UNKNOWN, List.of(), false);

        static Entry of(String key, Knowledge knowledge, List<String> values, boolean multiValued) {
            return new Entry(key, knowledge, values, multiValued, hashOf(key), key.endsWith("*"));
        }

        boolean isOf(String name, int hashOfName) {
            // Documented keys are spelled the same almost everywhere.
            return hash == hashOfName && (key.equals(name) || Ascii.equalsIgnoreCase(key, name));
        }

        /** Whether the text before the star is a prefix of a key. */
        boolean isPrefixOf(String name) {
            return Ascii.startsWithIgnoreCase(name, key, key.length() - 1);
        }

        boolean isKnown() {
            return knowledge == Knowledge.KNOWN || knowledge == Knowledge.ABSENT;
        }
    }

    /** What else is known: contexts of many calls share what these calls have in common. */
    private final @Nullable RequestContext base;

    /** How many contexts this one consists of, including itself. */
    private final int layers;

    /** The entries in the order in which they were added; of several entries with the same key, the last one counts. */
    private final Entry[] entries;

    /** Whether an entry of this context, not of its base, stands for all keys with a prefix. */
    private final boolean prefixes;

    /** Whether the keys that are not mentioned are unknown; otherwise they are absent. */
    private final boolean open;

    /**
     * A context serves one decision or two, which look at a few keys: comparing hashes costs less than a table of dozens of keys would.
     */
    private RequestContext(@Nullable RequestContext base, List<Entry> given, boolean open) {
        this.base = base;
        this.layers = base == null ? 1 : base.layers + 1;
        this.open = open;
        this.entries = given.toArray(Entry[]::new);
        this.prefixes = hasPrefix(entries);
    }

    private static boolean hasPrefix(Entry[] entries) {
        for (Entry entry : entries) {
            if (entry.prefix) {
                return true;
            }
        }
        return false;
    }

    /** {@return a context without keys: the request carries none} */
    public static RequestContext empty() {
        return EMPTY;
    }

    /** {@return a context about which nothing is known: the request may carry any key} */
    public static RequestContext unknown() {
        return UNKNOWN;
    }

    /**
     * {@return the same context with one more single-valued key}
     *
     * @param key such as {@code aws:SourceAccount}; replaces what was known about the key before
     * @param value its value
     */
    public RequestContext with(String key, String value) {
        return toBuilder().with(key, value).build();
    }

    /**
     * {@return the same context with one more multi-valued key}
     *
     * @param key such as {@code aws:TagKeys}; replaces what was known about the key before
     * @param values its values; without any, the key is absent
     */
    public RequestContext with(String key, Collection<String> values) {
        return values.isEmpty() ? without(key) : toBuilder().with(key, values).build();
    }

    /**
     * {@return the same context with a single-valued key whose value matches a pattern}
     *
     * @param key such as {@code sts:RoleSessionName}; replaces what was known about the key before
     * @param pattern the value, with wildcards {@code *} and {@code ?}
     */
    public RequestContext withLike(String key, String pattern) {
        return toBuilder().withLike(key, pattern).build();
    }

    /**
     * {@return the same context with a single-valued key that the request may or may not carry}
     *
     * @param key a condition key; replaces what was known about the key before
     * @param value its value, if the request carries it
     */
    public RequestContext withOptional(String key, String value) {
        return toBuilder().withOptional(key, List.of(value), false).build();
    }

    /**
     * {@return the same context with a key that the request carries with an unknown value}
     *
     * @param key such as {@code aws:CurrentTime}; replaces what was known about the key before
     */
    public RequestContext withAnyValue(String key) {
        return toBuilder().withAnyValue(key).build();
    }

    /**
     * {@return the same context with an unknown key: the request may carry it with any values, or not at all}
     *
     * @param key such as {@code aws:SourceVpce}, or a prefix and a star, such as {@code aws:ResourceTag/*}, for all
     * keys about which nothing else is known; replaces what was known about the key before
     */
    public RequestContext withUnknown(String key) {
        return toBuilder().withUnknown(key).build();
    }

    /**
     * {@return the same context with a single-valued key for each tag}
     *
     * @param prefix such as {@code aws:PrincipalTag}, without the slash
     * @param tags by key; a value that is still unknown is a pattern with {@code *}
     */
    public RequestContext withTags(String prefix, Map<String, String> tags) {
        return toBuilder().withTags(prefix, tags).build();
    }

    /**
     * {@return the same context merged with another, which takes precedence}
     *
     * @param others what else is known
     */
    public RequestContext withAll(RequestContext others) {
        if (isEmpty()) {
            return others;
        }
        return others.isEmpty() ? this : toBuilder().withAll(others).build();
    }

    /**
     * {@return the same context with a key that the request does not carry}
     *
     * @param key in any case; or a prefix and a star, for all keys about which nothing else is known
     */
    public RequestContext without(String key) {
        return toBuilder().without(key).build();
    }

    /**
     * {@return the values of a key; empty if the request does not carry it, or they are not known}
     *
     * @param key in any case
     */
    public Optional<List<String>> values(String key) {
        Entry entry = entry(key);
        return entry.knowledge == Knowledge.KNOWN ? Optional.of(entry.values) : Optional.empty();
    }

    /**
     * {@return true if a key is known to carry several values, or one value that was given as a collection}
     *
     * @param key whatever its case
     */
    public boolean isMultiValued(String key) {
        Entry entry = entry(key);
        return entry.knowledge == Knowledge.KNOWN && entry.multiValued;
    }

    /**
     * {@return true if it is not known whether the request carries a key, or with which value}
     *
     * @param key whatever its case
     */
    public boolean isUnknown(String key) {
        return !entry(key).isKnown();
    }

    /** {@return true if every key is known, either with its values or as absent} */
    public boolean isComplete() {
        if (open) {
            return false;
        }
        for (RequestContext layer = this; layer != null; layer = layer.base) {
            for (Entry entry : layer.entries) {
                if (!entry.isKnown()
                        && !Objects.requireNonNull(find(entry.key, entry.hash)).isKnown()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The entries of all keys, by key in lower case. */
    private Map<String, Entry> all() {
        Map<String, Entry> all = base == null ? new TreeMap<>() : base.all();
        for (Entry entry : entries) {
            all.put(normal(entry.key), entry);
        }
        return all;
    }

    /** The keys whose values are known; all others are absent. */
    RequestContext knownOnly() {
        return new RequestContext(
                null,
                all().values().stream()
                        .filter(entry -> entry.knowledge == Knowledge.KNOWN)
                        .toList(),
                false);
    }

    private boolean isEmpty() {
        return entries.length == 0 && base == null && !open;
    }

    /** Whether nothing is known about the keys that are not mentioned. */
    boolean isOpen() {
        return open;
    }

    /** What is known about a key. */
    Entry entry(String key) {
        Entry exact = find(key, hashOf(key));
        if (exact != null) {
            return exact;
        }
        Entry ofPrefix = withLongestPrefix(key);
        if (ofPrefix != null) {
            return ofPrefix;
        }
        return open ? Entry.UNKNOWN : Entry.ABSENT;
    }

    /** The entry for all keys with a prefix of this one; of entries with the same prefix, the last one counts. */
    private @Nullable Entry withLongestPrefix(String key) {
        Entry longest = base == null ? null : base.withLongestPrefix(key);
        if (prefixes) {
            for (Entry entry : entries) {
                if (entry.prefix
                        && (longest == null || entry.key.length() >= longest.key.length())
                        && entry.isPrefixOf(key)) {
                    longest = entry;
                }
            }
        }
        return longest;
    }

    /** The last entry of a key; null if there is none. */
    private @Nullable Entry find(String key, int hash) {
        for (int i = entries.length - 1; i >= 0; i--) {
            if (entries[i].isOf(key, hash)) {
                return entries[i];
            }
        }
        return base == null ? null : base.find(key, hash);
    }

    /**
     * The length and three characters distinguish almost all documented keys; a context hashes dozens of keys but
     * compares only a few.
     */
    private static int hashOf(String key) {
        int length = key.length();
        return length == 0
                ? 0
                : length
                        ^ Ascii.fold(key.charAt(length - 1)) << 8
                        ^ Ascii.fold(key.charAt(length / 2)) << 16
                        ^ Ascii.fold(key.charAt(Math.min(AFTER_SERVICE, length - 1))) << 24;
    }

    /** A builder for a context that adds to this one. */
    Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects what is known in addition to another context; later entries win. */
    static final class Builder {

        private final RequestContext base;
        private final List<Entry> collected = new ArrayList<>();
        private boolean open;

        private Builder(RequestContext base) {
            this.base = base;
            this.open = base.open;
        }

        Builder with(String key, String value) {
            return add(key, Knowledge.KNOWN, List.of(value), false);
        }

        /** Must not be called with an empty collection, which would mean an absent key. */
        Builder with(String key, Collection<String> values) {
            return add(key, Knowledge.KNOWN, List.copyOf(values), true);
        }

        /**
         * A tag's value cannot contain a star, so a value with a star is a pattern for a value that is still unknown.
         */
        Builder withTags(String prefix, Map<String, String> tags) {
            tags.forEach((tag, value) -> withLike(prefix + "/" + tag, value));
            return this;
        }

        Builder withOptional(String key, Collection<String> values, boolean multiValued) {
            return add(key, Knowledge.OPTIONAL, List.copyOf(values), multiValued);
        }

        Builder withLike(String key, String pattern) {
            return Globs.isPattern(pattern) ? add(key, Knowledge.LIKE, List.of(pattern), false) : with(key, pattern);
        }

        Builder withAnyValue(String key) {
            return add(key, Knowledge.PRESENT, List.of(), false);
        }

        Builder withUnknown(String key) {
            return add(key, Knowledge.UNKNOWN, List.of(), false);
        }

        Builder without(String key) {
            return add(key, Knowledge.ABSENT, List.of(), false);
        }

        Builder withAll(RequestContext others) {
            withMentioned(others);
            open |= others.open;
            return this;
        }

        /** Adds what is known about the mentioned keys. */
        Builder withMentioned(RequestContext others) {
            if (others.base != null) {
                withMentioned(others.base);
            }
            Collections.addAll(collected, others.entries);
            return this;
        }

        private Builder add(String key, Knowledge knowledge, List<String> values, boolean multiValued) {
            collected.add(Entry.of(key, knowledge, values, multiValued));
            return this;
        }

        RequestContext build() {
            if (base.layers < MOST_LAYERS) {
                return new RequestContext(base.isEmpty() ? null : base, collected, open);
            }
            Builder all = new Builder(EMPTY).withMentioned(base);
            all.collected.addAll(collected);
            return new RequestContext(null, all.collected, open);
        }
    }

    private static String normal(String key) {
        StringBuilder normal = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            normal.append(Ascii.fold(key.charAt(i)));
        }
        return normal.toString();
    }

    /** {@return the keys whose values are known, as they were written, with their values} */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>();
        for (Entry entry : all().values()) {
            if (entry.knowledge == Knowledge.KNOWN) {
                map.put(entry.key, entry.values);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** Compares keys (ignoring case), values (exactly) and what is known about each key. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RequestContext that
                && open == that.open
                && normalized().equals(that.normalized());
    }

    @Override
    public int hashCode() {
        return normalized().hashCode();
    }

    /** {@return the keys and what is known about each} */
    @Override
    public String toString() {
        Map<String, String> map = new TreeMap<>();
        for (Entry entry : all().values()) {
            map.put(
                    entry.key,
                    switch (entry.knowledge) {
                        case KNOWN -> entry.values.toString();
                        case ABSENT -> "absent";
                        case OPTIONAL -> entry.values + " or absent";
                        case LIKE -> "like " + entry.values.get(0);
                        case PRESENT -> "any value";
                        case UNKNOWN -> "unknown";
                    });
        }
        return open ? map + " and unknown keys" : map.toString();
    }

    private boolean hasPrefixes() {
        return prefixes || (base != null && base.hasPrefixes());
    }

    private Map<String, Object> normalized() {
        Map<String, Object> map = new TreeMap<>();
        boolean hasPrefixes = hasPrefixes();
        all().forEach((key, entry) -> {
            boolean asByDefault = entry.knowledge == (open ? Knowledge.UNKNOWN : Knowledge.ABSENT);
            if (!asByDefault || hasPrefixes) {
                map.put(key, List.of(entry.knowledge, entry.multiValued, entry.values));
            }
        });
        return map;
    }
}
