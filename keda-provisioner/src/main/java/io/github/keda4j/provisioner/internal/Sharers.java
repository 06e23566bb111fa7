package io.github.keda4j.provisioner.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stacks that share a role or an association with the planned stacks, as text from which a write can tell whether
 * others joined or left. The text does not depend on whether their tags have been packed.
 */
final class Sharers {

    private static final String BEGIN = " shared by";
    private static final String TOKEN = " stack#";
    private static final Pattern TEXT = Pattern.compile(BEGIN + "((?:" + TOKEN + "[A-Za-z0-9_-]+)+)");

    private final Set<String> ours;
    private final Map<String, String> keys = new TreeMap<>();

    /**
     * Creates an instance for the stacks other than the given ones.
     *
     * @param ours the keys of the tags of the planned stacks
     */
    Sharers(Set<String> ours) {
        this.ours = Set.copyOf(ours);
    }

    /** The other stacks that tags name; empty if there are none. */
    String in(Map<String, String> tags) {
        Set<String> tokens = new TreeSet<>();
        for (String key : OwnerTags.others(tags, ours)) {
            String token = OwnerTags.tokenOf(key);
            tokens.add(token);
            keys.merge(token, key, (one, other) -> Owner.isNameless(one) ? other : one);
        }
        return tokens.isEmpty() ? "" : BEGIN + TOKEN + String.join(TOKEN, tokens);
    }

    /** A text that names the other stacks if their names are known. */
    @Nullable
    String inWords(@Nullable String text) {
        return text == null
                ? null
                : TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(names(found.group(1))));
    }

    private String names(String tokens) {
        List<String> all = Arrays.stream(tokens.trim().split(" ", -1))
                .map(one -> one.substring(TOKEN.length() - 1))
                .map(token -> keys.getOrDefault(token, Owner.nameless(token)))
                .toList();
        return " for " + Owner.names(all) + " too";
    }
}
