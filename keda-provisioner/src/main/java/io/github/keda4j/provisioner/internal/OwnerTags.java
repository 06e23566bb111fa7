package io.github.keda4j.provisioner.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The tags that name the stacks that a role or an association belongs to. As long as there is room, each stack has its
 * own tag. After that, many stacks share a packed tag, whose value has eight characters for each stack: the first eight
 * of a hash of the stack's own tag.
 *
 * <p>AWS has no conditional writes on tags, so a packed tag is never changed, and its key is unique: to change it, a
 * run adds a new tag and removes the old one, or removes the new one again if the old one was already gone. If two runs
 * do this at the same time, one of them starts again, and no stack is lost.
 */
final class OwnerTags {

    /** How many tags AWS allows on a resource. */
    static final int MOST_TAGS = 50;

    /** From this number on, tags are packed: a joining stack needs one more tag, and so does the run that packs. */
    static final int ROOM = MOST_TAGS - 5;

    private static final String PACKED = "keda4j/stacks/";
    private static final int LONGEST = 256;
    private static final int TOKEN = 8;
    private static final int KEY_DIGITS = 16;
    private static final String GROUPS = ".";
    private static final String OWNERS = ":";

    private OwnerTags() {}

    /** The token for an owner in a packed tag. */
    static String token(String ownerKey) {
        return Base64.getUrlEncoder()
                .encodeToString(Hashes.sha256(ownerKey.getBytes(StandardCharsets.UTF_8)))
                .substring(0, TOKEN);
    }

    static boolean isPacked(String key) {
        return key.startsWith(PACKED);
    }

    /**
     * The claims of each owner on the resource, by the key of the owner's tag. An unknown owner, which only a packed
     * tag names, gets a key that says that its name is unknown.
     */
    static Map<String, Claims> read(Map<String, String> tags, Collection<String> known) {
        Map<String, Claims> owners = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        known.forEach(key -> keys.put(token(key), key));
        Owner.tagKeysIn(tags).forEach(key -> keys.put(token(key), key));
        tags.forEach((key, value) -> {
            if (isPacked(key)) {
                unpack(value)
                        .forEach((token, claims) ->
                                owners.merge(keys.getOrDefault(token, Owner.nameless(token)), claims, Claims::with));
            }
        });
        Owner.tagKeysIn(tags).forEach(key -> owners.put(key, Claims.parse(tags.getOrDefault(key, ""))));
        return owners;
    }

    /** The owners that tags name, except the given ones. */
    static Set<String> others(Map<String, String> tags, Set<String> these) {
        Set<String> others = new TreeSet<>(read(tags, these).keySet());
        others.removeAll(these);
        return others;
    }

    private static Map<String, Claims> unpack(String value) {
        Map<String, Claims> owners = new TreeMap<>();
        for (String group : value.split("\\" + GROUPS, -1)) {
            int colon = group.indexOf(OWNERS);
            if (colon >= 0) {
                Claims claims = Claims.unpack(group.substring(0, colon));
                for (int at = colon + 1; at + TOKEN <= group.length(); at += TOKEN) {
                    owners.merge(group.substring(at, at + TOKEN), claims, Claims::with);
                }
            }
        }
        return owners;
    }

    /** The packed tags that name any of the given owners. */
    static Set<String> packedWith(Map<String, String> tags, Collection<String> owners) {
        Set<String> tokens = tokens(owners);
        Set<String> packed = new TreeSet<>();
        tags.forEach((key, value) -> {
            if (isPacked(key) && unpack(value).keySet().stream().anyMatch(tokens::contains)) {
                packed.add(key);
            }
        });
        return packed;
    }

    private static Set<String> tokens(Collection<String> owners) {
        Set<String> tokens = new TreeSet<>();
        owners.forEach(owner -> tokens.add(tokenOf(owner)));
        return tokens;
    }

    /** A token that is the same for an owner whether or not its name is known. */
    static String tokenOf(String ownerKey) {
        return Owner.isNameless(ownerKey) ? Owner.tokenOf(ownerKey) : token(ownerKey);
    }

    /**
     * The tags to add for new owners: one for each if there is room, otherwise a few tags for many owners.
     *
     * @param present the tags that are there
     * @param coming tags for new owners, and any other tags
     */
    static Map<String, String> joining(Map<String, String> present, Map<String, String> coming) {
        Set<String> named = read(present, Owner.tagKeysIn(coming)).keySet();
        Map<String, String> rest = new TreeMap<>(coming);
        Map<String, String> joiners = new TreeMap<>();
        Owner.tagKeysIn(coming).stream()
                .filter(key -> !named.contains(key))
                .forEach(key -> joiners.put(key, Objects.requireNonNull(rest.remove(key))));
        Map<String, String> all = new TreeMap<>(present);
        all.putAll(coming);
        boolean fewRoom = all.size() > ROOM && joiners.size() > MOST_TAGS - ROOM;
        rest.putAll(fewRoom ? pack(joiners) : joiners);
        return rest;
    }

    /** Whether tags can be added after the existing ones have been packed. */
    static boolean hasRoom(Map<String, String> present, Map<String, String> coming) {
        Map<String, String> fewer = new TreeMap<>(present);
        fewer.putAll(coming);
        if (fewer.size() <= MOST_TAGS) {
            return true;
        }
        fewer = new TreeMap<>(pack(present));
        fewer.putAll(coming);
        return fewer.size() <= MOST_TAGS;
    }

    /** The tags, with the owners packed if there would be too many otherwise. */
    static Map<String, String> fit(Map<String, String> tags) {
        return tags.size() <= ROOM ? tags : pack(tags);
    }

    private static Map<String, String> pack(Map<String, String> tags) {
        Map<String, String> fewer = new TreeMap<>(tags);
        Map<String, Claims> owners = new TreeMap<>();
        for (String key : Owner.tagKeysIn(tags)) {
            Claims claims = Claims.parse(tags.getOrDefault(key, ""));
            if (isShort(packedValues(Map.of(token(key), claims)))) {
                owners.put(token(key), claims);
                fewer.remove(key);
            }
        }
        fewer.putAll(packed(owners));
        return fewer;
    }

    /** The tags that name all owners except the given ones. */
    static Map<String, String> without(Map<String, String> tags, Collection<String> owners) {
        Map<String, String> fewer = new TreeMap<>(tags);
        fewer.keySet().removeAll(owners);
        Set<String> going = packedWith(tags, owners);
        Map<String, Claims> staying = named(tags, going);
        staying.keySet().removeAll(tokens(owners));
        fewer.keySet().removeAll(going);
        fewer.putAll(packed(staying));
        return fewer;
    }

    /** The owners that some of the packed tags name. */
    private static Map<String, Claims> named(Map<String, String> tags, Set<String> packed) {
        Map<String, Claims> owners = new TreeMap<>();
        packed.forEach(key -> unpack(tags.getOrDefault(key, ""))
                .forEach((token, claims) -> owners.merge(token, claims, Claims::with)));
        return owners;
    }

    /** The packed tags that name the given owners, which are known by their tokens. */
    static Map<String, String> packed(Map<String, Claims> owners) {
        Map<String, String> tags = new TreeMap<>();
        packedValues(owners).forEach(value -> tags.put(PACKED + Hashes.of(value, KEY_DIGITS), value));
        return tags;
    }

    private static List<String> packedValues(Map<String, Claims> owners) {
        Map<String, Set<String>> groups = new TreeMap<>();
        owners.forEach((token, claims) -> groups.computeIfAbsent(claims.packed(), group -> new TreeSet<>())
                .add(token));
        List<StringBuilder> values = new ArrayList<>();
        groups.forEach((claims, tokens) -> {
            boolean begun = false;
            for (String token : tokens) {
                String more = begun ? token : claims + OWNERS + token;
                StringBuilder last = values.isEmpty() ? new StringBuilder() : values.get(values.size() - 1);
                int between = begun || last.isEmpty() ? 0 : 1;
                if (values.isEmpty() || last.length() + between + more.length() > LONGEST) {
                    values.add(new StringBuilder(claims).append(OWNERS).append(token));
                } else {
                    last.append(between == 0 ? "" : GROUPS).append(more);
                }
                begun = true;
            }
        });
        return values.stream().map(StringBuilder::toString).toList();
    }

    /** The resource that has the tags. */
    interface Store {
        Map<String, String> read();

        void tag(Map<String, String> tags);

        void untag(Collection<String> keys);
    }

    /** Removes owners: always those in packed tags, and those with their own tag only if requested. */
    static void leave(Store store, Set<String> owners, boolean alsoOwnTags) {
        Set<String> tokens = tokens(owners);
        for (int round = 0; round < 2 * MOST_TAGS; round++) {
            Map<String, String> tags = store.read();
            // One packed tag at a time, since each step needs room for another tag.
            Set<String> going =
                    packedWith(tags, owners).stream().limit(1).collect(Collectors.toCollection(TreeSet::new));
            Map<String, Claims> staying = named(tags, going);
            staying.keySet().removeAll(tokens);
            if (alsoOwnTags) {
                owners.stream().filter(tags::containsKey).forEach(going::add);
            }
            if (going.isEmpty()) {
                return;
            }
            exchange(store, tags, going, packedValues(staying));
        }
        throw new StaleException("Other runs keep changing the tags that name the owners. Apply again later.");
    }

    /** Packs the owners that have their own tags, together with those in packed tags that are not full. */
    static void compact(Store store) {
        for (int round = 0; round < MOST_TAGS; round++) {
            Map<String, String> tags = store.read();
            Map<String, Claims> owners = new TreeMap<>();
            Set<String> going = new TreeSet<>();
            List<String> keys = tags.keySet().stream()
                    .filter(key -> isPacked(key) || Owner.isTagKey(key))
                    .toList();
            // The first one may be too long to share a tag with another.
            for (int start = 0; start < keys.size() && going.size() < 2; start++) {
                owners.clear();
                going.clear();
                for (String key : keys.subList(start, keys.size())) {
                    Map<String, Claims> more = isPacked(key)
                            ? unpack(tags.getOrDefault(key, ""))
                            : Map.of(
                                    token(key),
                                    Claims.parse(tags.getOrDefault(key, "")).canonical());
                    Map<String, Claims> both = new TreeMap<>(owners);
                    more.forEach((token, claims) -> both.merge(token, claims, Claims::with));
                    // One at a time, since each step needs a free tag before it frees others.
                    List<String> values = packedValues(both);
                    if (values.size() == 1 && isShort(values)) {
                        owners.putAll(both);
                        going.add(key);
                    }
                }
            }
            if (going.size() < 2) {
                return;
            }
            exchange(store, tags, going, packedValues(owners));
        }
    }

    private static boolean isShort(List<String> values) {
        return values.stream().allMatch(value -> value.length() <= LONGEST);
    }

    /**
     * Adds tags and removes those that they replace, unless another run did so in the meantime: then the added tags are
     * removed again.
     */
    private static void exchange(Store store, Map<String, String> before, Set<String> going, List<String> coming) {
        Map<String, String> added = new TreeMap<>();
        coming.forEach(value -> added.put(
                PACKED + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()), value));
        if (!added.isEmpty()) {
            store.tag(added);
        }
        Map<String, String> now = store.read();
        if (going.stream().allMatch(key -> Objects.equals(before.get(key), now.get(key)))) {
            store.untag(going);
        } else if (!added.isEmpty()) {
            store.untag(added.keySet());
        }
    }
}
