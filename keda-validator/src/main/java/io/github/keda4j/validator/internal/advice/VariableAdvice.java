package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.ParameterType;
import io.github.keda4j.validator.Rule;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.PodTemplates;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds names of variables where KEDA expects a value, and values where it expects the name of a variable. No message
 * shows the text, which may be a password.
 */
public final class VariableAdvice implements Check {

    private static final String FROM_ENV = "FromEnv";
    private static final int LONGEST_BARE_NUMBER = 9;

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT || kind == KedaKind.SCALED_JOB;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        for (ScaledObjectView.Trigger trigger : subject.view().triggers()) {
            Map<String, ParameterInfo> parameters = KnownParameters.of(trigger.type());
            List<Node.Entry> entries = trigger.settings().entries();
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).value() instanceof Node.Scalar value && value.isString()) {
                    check(entries.get(i).key(), value.text(), trigger, parameters, subject, setting, reporter);
                }
            }
        }
    }

    private static void check(
            String key,
            String value,
            ScaledObjectView.Trigger trigger,
            Map<String, ParameterInfo> parameters,
            Subject subject,
            Setting setting,
            Reporter reporter) {
        ParameterInfo fromEnvironment =
                key.endsWith(FROM_ENV) ? parameters.get(key.substring(0, key.length() - FROM_ENV.length())) : null;
        if (fromEnvironment != null && fromEnvironment.sources().contains(ParameterSource.ENV)) {
            checkVariable(key, value, trigger, reporter);
            return;
        }
        String variable = placeholder(value);
        ParameterInfo parameter = parameters.get(key);
        boolean takesVariable = parameter != null && parameter.sources().contains(ParameterSource.ENV);
        if (variable != null && !(key.contains("uery") && isLower(variable))) {
            advise(
                    AdviceRules.LITERAL_VARIABLE,
                    pointer(trigger, key),
                    "KEDA uses the value of " + key + " literally and does not replace " + variable + ".",
                    takesVariable
                            ? "Write " + key + FROM_ENV + ": " + variable + "."
                            : "Write the value itself, or replace the variable before you apply the manifest.",
                    reporter);
        } else if (parameter != null
                && takesVariable
                && isUpperName(value)
                && isVariable(value, parameter, subject, setting)) {
            advise(
                    AdviceRules.LITERAL_VARIABLE,
                    pointer(trigger, key),
                    "KEDA uses the value of " + key
                            + " as it is written, but that value looks like the name of an environment variable.",
                    "Write " + key + FROM_ENV + " if " + value + " is a variable.",
                    reporter);
        } else if (parameter != null && parameter.type() == ParameterType.DURATION && isBareNumber(value)) {
            advise(
                    AdviceRules.MILLISECONDS,
                    pointer(trigger, key),
                    key + " is " + value + ". KEDA reads a number without a unit as milliseconds.",
                    "Write the unit, such as " + value + "ms or " + value + "s.",
                    reporter);
        }
    }

    /** Reports nothing about a field that already has a finding. */
    private static void advise(Rule rule, String pointer, String message, String hint, Reporter reporter) {
        if (!reporter.hasReported(pointer)) {
            reporter.report(rule, pointer, message, hint);
        }
    }

    private static void checkVariable(String key, String value, ScaledObjectView.Trigger trigger, Reporter reporter) {
        String meant = placeholder(value);
        if (value.isEmpty() || (isName(value) && meant == null)) {
            return;
        }
        String parameter = key.substring(0, key.length() - FROM_ENV.length());
        if (!reporter.hasReported(pointer(trigger, parameter))) {
            reporter.report(
                    AdviceRules.VARIABLE_NAME,
                    pointer(trigger, key),
                    key + " must be the name of an environment variable of the workload, but its value is not a"
                            + " possible name.",
                    meant == null
                            ? "Write the name of the variable, or use " + parameter + "."
                            : "Write " + key + ": " + meant + ".");
        }
    }

    private static String pointer(ScaledObjectView.Trigger trigger, String key) {
        return trigger.pointer() + "/metadata/" + key.replace("~", "~0").replace("/", "~1");
    }

    /**
     * The name of the variable in a text that contains <code>${NAME}</code> or is {@code $(NAME)}; null if there is
     * none.
     */
    private static @Nullable String placeholder(String text) {
        int start = text.indexOf("${");
        if (start >= 0) {
            int end = text.indexOf('}', start);
            String name = end < 0 ? "" : text.substring(start + 2, end);
            return isName(name) ? name : null;
        }
        if (text.startsWith("$(") && text.endsWith(")")) {
            String name = text.substring(2, text.length() - 1);
            return isName(name) ? name : null;
        }
        return null;
    }

    /**
     * Whether a value in capital letters is the name of a variable: the workload has that variable, or the parameter is
     * a secret, which is never in capital letters.
     */
    private static boolean isVariable(String value, ParameterInfo parameter, Subject subject, Setting setting) {
        if (parameter.type() == ParameterType.SECRET) {
            return true;
        }
        Node.Mapping pod = PodTemplates.of(subject, setting.bundle());
        if (pod == null) {
            return false;
        }
        for (Node element : pod.elements("containers")) {
            if (element instanceof Node.Mapping container) {
                for (Node variable : container.elements("env")) {
                    if (variable instanceof Node.Mapping map && value.equals(Trees.string(map, "name"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            boolean inner = (c >= '0' && c <= '9') || c == '.' || c == '-';
            if (!letter && !(inner && i > 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isUpperName(String text) {
        boolean underscore = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = (c >= 'A' && c <= 'Z') || c == '_' || (i > 0 && c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
            underscore |= c == '_';
        }
        return underscore;
    }

    private static boolean isLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBareNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_BARE_NUMBER && !text.equals("0");
    }
}
