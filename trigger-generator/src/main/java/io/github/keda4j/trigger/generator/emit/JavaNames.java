package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import java.util.Locale;
import java.util.Set;

/** Names in the generated code. */
final class JavaNames {

    static final String PACKAGE = "io.github.keda4j.trigger";
    private static final Set<String> TAKEN = Set.of("TYPE", "DEFINITION");

    private JavaNames() {}

    /** The constant for a parameter, such as {@code QUEUE_URL}. */
    static String constant(Parameter parameter) {
        String constant = constant(parameter.property());
        return TAKEN.contains(constant) ? "KEDA_" + constant : constant;
    }

    /**
     * Converts {@code AzurePublicCloud} to {@code AZURE_PUBLIC_CLOUD}; a character that a name cannot contain becomes
     * an underscore.
     */
    static String constant(String word) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                constant.append('_');
                continue;
            }
            boolean afterSmall =
                    i > 0 && (Character.isLowerCase(word.charAt(i - 1)) || Character.isDigit(word.charAt(i - 1)));
            boolean lastOfCapitals = i > 0
                    && Character.isUpperCase(word.charAt(i - 1))
                    && i + 1 < word.length()
                    && Character.isLowerCase(word.charAt(i + 1));
            if (Character.isUpperCase(c) && (afterSmall || lastOfCapitals)) {
                constant.append('_');
            }
            constant.append(c);
        }
        String name = constant.toString().toUpperCase(Locale.ROOT);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "VALUE_" + name : name;
    }

    /** Converts {@code metricStat} to {@code MetricStat}. */
    static String classOf(String property) {
        return Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }

    /** Converts {@code queueUrl} to {@code queueUrlFromEnv}. */
    static String fromEnv(Parameter parameter) {
        return parameter.property() + "FromEnv";
    }
}
