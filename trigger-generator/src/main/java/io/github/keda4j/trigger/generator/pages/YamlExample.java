package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.examples.Example;
import java.util.regex.Pattern;

/** Writes the example of a reference page as YAML. */
final class YamlExample {

    /** Text that needs no quotes: it begins with a letter or a slash, and contains nothing that is special in YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9 ._/@=+-]*(:[A-Za-z0-9/._@=+-]+)*");

    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private final TriggerType trigger;
    private final Example example;

    private YamlExample(TriggerType trigger, Example example) {
        this.trigger = trigger;
        this.example = example;
    }

    /** Writes an entry of a list of triggers, and its authentication if it has one. */
    static String of(TriggerType trigger, Example example, String name) {
        YamlExample yaml = new YamlExample(trigger, example);
        return yaml.entry(name) + (example.hasAuthentication() ? "---\n" + yaml.authentication(name) : "");
    }

    private String entry(String name) {
        StringBuilder yaml = new StringBuilder("triggers:\n  - type: " + trigger.type() + "\n");
        example.metricType()
                .ifPresent(type -> yaml.append("    metricType: ").append(type).append('\n'));
        yaml.append("    metadata:\n");
        example.metadata()
                .forEach((parameter, value) -> yaml.append("      ")
                        .append(parameter)
                        .append(": ")
                        .append(scalar(value))
                        .append('\n'));
        for (String parameter : example.fromEnvironment()) {
            yaml.append("      " + parameter + "FromEnv: " + Example.variable(parameter) + "\n");
        }
        if (example.hasAuthentication()) {
            yaml.append("    authenticationRef:\n      name: " + name + "\n");
        }
        return yaml.toString();
    }

    private String authentication(String name) {
        StringBuilder yaml = new StringBuilder("apiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\n");
        yaml.append("metadata:\n  name: " + name + "\n  namespace: shop\nspec:\n");
        example.podIdentity().ifPresent(provider -> yaml.append("  podIdentity:\n    provider: " + provider + "\n"));
        if (!example.fromAuthentication().isEmpty()) {
            yaml.append("  secretTargetRef:\n");
        }
        for (String parameter : example.fromAuthentication()) {
            yaml.append("    - parameter: " + parameter + "\n");
            yaml.append("      name: " + trigger.type() + "-secret\n");
            yaml.append("      key: " + parameter + "\n");
        }
        return yaml.toString();
    }

    static String scalar(String value) {
        boolean plain = PLAIN.matcher(value).matches()
                && !value.endsWith(" ")
                && !WORD_OF_YAML.matcher(value).matches();
        return plain ? value : quoted(value);
    }

    private static String quoted(String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "\"" + escaped + "\"";
    }
}
