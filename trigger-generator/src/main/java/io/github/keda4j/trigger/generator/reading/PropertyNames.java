package io.github.keda4j.trigger.generator.reading;

import java.util.Set;

/**
 * Converts KEDA's names to Java names: {@code queueURL} becomes {@code queueUrl}, and {@code Cert} becomes {@code
 * cert}.
 */
final class PropertyNames {

    /** The methods without arguments that every trigger or builder has, and Java's keywords. */
    private static final Set<String> TAKEN = Set.of(
            "type",
            "name",
            "metricType",
            "useCachedMetrics",
            "authenticationRef",
            "metadata",
            "toScaleTrigger",
            "target",
            "activation",
            "awsAccess",
            "toBuilder",
            "builder",
            "authentication",
            "data",
            "definition",
            "hashCode",
            "toString",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "finalize",
            "default",
            "class",
            "package",
            "public",
            "private",
            "new",
            "switch",
            "import",
            "static",
            "final",
            "interface",
            "enum");

    private PropertyNames() {}

    /** The name with every run of capitals as one word. */
    static String of(String name) {
        String base = name.endsWith(".*") ? name.substring(0, name.length() - 2) : name;
        StringBuilder property = new StringBuilder();
        for (int at = 0; at < base.length(); at++) {
            char c = base.charAt(at);
            if (!Character.isLetterOrDigit(c)) {
                continue;
            }
            boolean afterSeparator = at > 0 && !Character.isLetterOrDigit(base.charAt(at - 1));
            boolean beginsWord = afterSeparator || (Character.isUpperCase(c) && !continuesCapitals(base, at));
            property.append(property.isEmpty() || !beginsWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        String made = property.toString();
        return TAKEN.contains(made) ? "keda" + Character.toUpperCase(made.charAt(0)) + made.substring(1) : made;
    }

    /**
     * Whether the character continues a word in capitals. In {@code lookupHTTPAddress}, T, T and P do; A begins the
     * next word.
     */
    private static boolean continuesCapitals(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at - 1))) {
            return false;
        }
        return at + 1 == name.length() || !Character.isLowerCase(name.charAt(at + 1));
    }
}
