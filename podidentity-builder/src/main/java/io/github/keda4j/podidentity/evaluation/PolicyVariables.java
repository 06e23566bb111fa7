package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.RequestContext.Entry;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces policy variables: <code>${key}</code>, <code>${key, 'default'}</code> and the literal characters
 * <code>${*}</code>, <code>${?}</code>, <code>${$}</code>. The value of a variable is text, never a wildcard. Source of
 * the rule: IAM User Guide, "IAM policy elements: Variables and tags".
 */
final class PolicyVariables {

    private static final int COLONS_BEFORE_RESOURCE = 5;

    /** For texts in which AWS replaces nothing. */
    static final PolicyVariables NONE = new PolicyVariables(RequestContext.empty(), false);

    private final RequestContext context;
    private final boolean havingValues;

    /**
     * Replaces variables with what is known about a request.
     *
     * @param havingValues whether keys that may be absent are taken as present, because the caller asks
     *     {@link #haveValues} separately
     */
    PolicyVariables(RequestContext context, boolean havingValues) {
        this.context = context;
        this.havingValues = havingValues;
    }

    /**
     * A pattern with its variables replaced.
     *
     * @param text the text, with a star for unknown parts, so that it matches everything that the pattern may match
     * @param literal positions where a wildcard character is literal
     * @param unknown positions of the wildcards that represent unknown parts
     * @param certain whether every variable was known
     */
    record Expanded(String text, BitSet literal, BitSet unknown, boolean certain) {

        /** Whether no part is unknown; an uncertain text may have no value at all. */
        boolean isText() {
            return unknown.isEmpty();
        }

        /**
         * What an answer for this text means for the pattern: if the text is uncertain, a match is only a possible
         * match.
         */
        Truth truth(Truth matches) {
            return certain ? matches : matches.and(Truth.MAYBE);
        }

        /** The positions that are literal if only the unknown parts count as wildcards. */
        BitSet allButUnknown() {
            BitSet all = (BitSet) unknown.clone();
            all.flip(0, text.length());
            return all;
        }
    }

    /** Whether there is something to replace in a text. */
    boolean areIn(String value) {
        return this != NONE && isIn(value);
    }

    private static boolean isIn(String value) {
        return value.contains("${");
    }

    /**
     * The pattern of a resource with its variables replaced; null if it never matches, because a variable has neither a value
     * nor a default, or is before the resource part of the ARN, where AWS does not replace it.
     */
    @Nullable
    Expanded expandResource(String pattern) {
        int colons = 0;
        int at = 0;
        while (colons < COLONS_BEFORE_RESOURCE && at < pattern.length()) {
            if (pattern.startsWith("${", at)) {
                return pattern.startsWith("arn:") ? null : expand(pattern);
            }
            colons += pattern.charAt(at) == ':' ? 1 : 0;
            at++;
        }
        return expand(pattern);
    }

    /**
     * The value with its variables replaced; null if it never matches, because a variable has neither a value nor a
     * default.
     */
    @Nullable
    Expanded expand(String value) {
        StringBuilder text = new StringBuilder(value.length() + 32);
        BitSet literal = new BitSet();
        BitSet unknown = new BitSet(0);
        boolean certain = true;
        int at = 0;
        while (true) {
            int open = value.indexOf("${", at);
            int close = open < 0 ? -1 : value.indexOf('}', open);
            if (close < 0) {
                return new Expanded(text.append(value, at, value.length()).toString(), literal, unknown, certain);
            }
            text.append(value, at, open);
            Replacement replacement = replacement(value.substring(open + 2, close));
            if (replacement == null) {
                return null;
            }
            certain &= replacement.certain;
            (replacement.pattern ? unknown : literal).set(text.length(), text.length() + replacement.text.length());
            text.append(replacement.text);
            at = close + 1;
        }
    }

    /**
     * Whether every variable in the values can be replaced, by a value or a default.
     *
     * @param ofResource whether the values are patterns of resources, where AWS replaces variables only in the last
     * part
     */
    Truth haveValues(List<String> values, boolean ofResource) {
        Truth all = Truth.YES;
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (areIn(value)) {
                Expanded expanded = ofResource ? expandResource(value) : expand(value);
                all = all.and(expanded == null ? Truth.NO : mayBeWithout(value) ? Truth.MAYBE : Truth.YES);
            }
        }
        return all;
    }

    private boolean mayBeWithout(String value) {
        int open = value.indexOf("${");
        while (open >= 0) {
            int close = value.indexOf('}', open);
            if (close < 0) {
                return false;
            }
            String variable = value.substring(open + 2, close);
            boolean optional = switch (context.entry(keyOf(variable)).knowledge()) {
                case OPTIONAL, UNKNOWN -> true;
                case KNOWN, ABSENT, LIKE, PRESENT -> false;
            };
            if (optional && defaultOf(variable) == null) {
                return true;
            }
            open = value.indexOf("${", close);
        }
        return false;
    }

    /** The keys that the variables in a text refer to, whether or not the request has them. */
    static List<String> keys(String value) {
        List<String> keys = new ArrayList<>();
        int open = value.indexOf("${");
        while (open >= 0) {
            int close = value.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String key = keyOf(value.substring(open + 2, close));
            if (key.indexOf(':') > 0) {
                keys.add(key);
            }
            open = value.indexOf("${", close);
        }
        return keys;
    }

    private record Replacement(String text, boolean pattern, boolean certain) {

        static Replacement known(String text) {
            return new Replacement(text, false, true);
        }

        static Replacement like(String pattern) {
            return new Replacement(pattern, true, false);
        }
    }

    private @Nullable Replacement replacement(String variable) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return Replacement.known(variable);
        }
        Entry entry = context.entry(keyOf(variable));
        String byDefault = defaultOf(variable);
        return switch (entry.knowledge()) {
            case KNOWN ->
                entry.multiValued() ? null : Replacement.known(entry.values().get(0));
            case ABSENT -> byDefault == null ? null : Replacement.known(byDefault);
            case OPTIONAL -> optional(entry, byDefault);
            case LIKE -> Replacement.like(entry.values().get(0));
            case PRESENT, UNKNOWN -> Replacement.like("*");
        };
    }

    private Replacement optional(Entry entry, @Nullable String byDefault) {
        if (entry.multiValued()) {
            return Replacement.like("*");
        }
        String value = entry.values().get(0);
        if (byDefault == null) {
            return new Replacement(value, false, havingValues);
        }
        return byDefault.equals(value) ? Replacement.known(value) : Replacement.like("*");
    }

    private static String keyOf(String variable) {
        int comma = variable.indexOf(',');
        return (comma < 0 ? variable : variable.substring(0, comma)).strip();
    }

    private static @Nullable String defaultOf(String variable) {
        int comma = variable.indexOf(',');
        if (comma < 0) {
            return null;
        }
        String quoted = variable.substring(comma + 1).strip();
        boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
        return isQuoted ? quoted.substring(1, quoted.length() - 1) : null;
    }
}
