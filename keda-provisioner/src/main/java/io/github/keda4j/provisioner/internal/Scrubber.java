package io.github.keda4j.provisioner.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Removes hidden values from messages of other components, such as the API server. */
public final class Scrubber {

    private static final String HIDDEN = "(hidden)";
    private static final int SHORTEST = 4;
    private static final Set<String> COMMON = Set.of("true", "false", "null", "none");

    private final List<String> secrets;

    /**
     * Creates a scrubber for some values. It does not remove values that are too short or too common to reveal
     * anything.
     *
     * @param secrets the values
     */
    public Scrubber(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST && !COMMON.contains(secret))
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * {@return the text without the values, even if they are escaped in it}
     *
     * @param text such as a message
     */
    public String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN).replace(escaped(secret), HIDDEN);
        }
        return clean;
    }

    private static String escaped(String secret) {
        return secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    /**
     * {@return whether a throwable or one of its causes reveals a value}
     *
     * @param thrown what was thrown
     */
    public boolean tells(Throwable thrown) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 20; each = each.getCause()) {
            String text = each.toString();
            if (!clean(text).equals(text)) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
