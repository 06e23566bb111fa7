package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks strings, numbers and booleans against their schema. */
final class ValueCheck {

    /** Providers that KEDA no longer knows, and their replacements. */
    private static final Map<String, String> FORMER_WORDS = Map.of(
            "azure", "KEDA 2.15 removed it. Write azure-workload.",
            "aws-kiam", "KEDA 2.15 removed it. Write aws.",
            "aws-eks-pod-identity", "Write aws.",
            "eks", "Write aws.");

    private static final int INT32 = 31;

    /** Up to this limit, each floating-point number represents exactly one integer. */
    private static final double LARGEST = 0x1p53;

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final Reporter reporter;

    ValueCheck(Reporter reporter) {
        this.reporter = reporter;
    }

    boolean hasType(Node.Scalar scalar, Schema schema) {
        return switch (schema.type) {
            case STRING -> scalar.isString();
            case BOOLEAN -> scalar.value() instanceof Boolean;
            case INTEGER -> isInteger(scalar);
            case INT_OR_STRING -> scalar.isString() || isInteger(scalar);
            default -> true;
        };
    }

    /** Whether the number is an integer; kubectl sends a number such as 5.0 as 5. */
    private static boolean isInteger(Node.Scalar scalar) {
        Object value = scalar.value();
        return value instanceof Integer
                || value instanceof Long
                || (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LARGEST);
    }

    void reportType(Node node, Schema schema, Pointer at, boolean mayBeSecret) {
        String found = mayBeSecret ? Words.kindOf(node) : Words.describe(node);
        reporter.report(
                SchemaRules.TYPE,
                at.toString(),
                Labels.of(at) + " must be " + schema.type.words() + " but is " + found + ".",
                hintForType(node, schema));
    }

    private static @Nullable String hintForType(Node node, Schema schema) {
        if (schema.type == Schema.Type.ARRAY && node instanceof Node.Mapping) {
            return "Begin each element with a dash.";
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            return null;
        }
        if (schema.type == Schema.Type.STRING) {
            return "Put the value in quotes.";
        }
        boolean quoted = scalar.isString() && !scalar.plain();
        Node.Scalar unquoted = new Node.Scalar(0, 0, scalar.text(), true);
        boolean fits = (schema.type == Schema.Type.INTEGER && isInteger(unquoted))
                || (schema.type == Schema.Type.BOOLEAN && unquoted.value() instanceof Boolean);
        return quoted && fits ? "Remove the quotes." : null;
    }

    /**
     * Checks a value of the right type.
     *
     * @param unchanged whether an update leaves the value unchanged, so that it only has to be readable
     */
    void check(Node.Scalar scalar, Schema schema, Pointer at, boolean unchanged) {
        switch (schema.type) {
            case INTEGER -> checkInteger(scalar, schema, at, unchanged);
            case STRING -> {
                if (!unchanged) {
                    checkString(scalar.text(), schema, at);
                }
            }
            case INT_OR_STRING -> {
                if (scalar.isString()) {
                    checkPattern(scalar.text(), schema, at);
                }
            }
            default -> {}
        }
    }

    private void checkInteger(Node.Scalar scalar, Schema schema, Pointer at, boolean unchanged) {
        long number = ((Number) Objects.requireNonNull(scalar.value())).longValue();
        boolean fits = !"int32".equals(schema.format) || number >> INT32 == 0 || number >> INT32 == -1;
        if (!fits) {
            bounds(at, number, "must be a 32-bit integer");
        } else if (unchanged) {
            return;
        } else if (number < schema.minimum) {
            bounds(at, number, "must be at least " + schema.minimum);
        } else if (number > schema.maximum) {
            bounds(at, number, "must be at most " + schema.maximum);
        }
    }

    private void bounds(Pointer at, long number, String must) {
        reporter.report(
                SchemaRules.BOUNDS, at.toString(), Labels.of(at) + " is " + number + " but " + must + ".", null);
    }

    private void checkString(String text, Schema schema, Pointer at) {
        if (text.length() < schema.minLength) {
            reporter.report(SchemaRules.LENGTH, at.toString(), Labels.of(at) + " must not be empty.", null);
        } else if (!schema.words.isEmpty() && !schema.words.contains(text)) {
            String former = FORMER_WORDS.get(text);
            reporter.report(
                    SchemaRules.ENUM,
                    at.toString(),
                    Labels.of(at) + " is " + Words.quoted(text) + " but must be "
                            + (schema.words.size() == 1 ? "" : "one of ") + Words.either(schema.words) + ".",
                    former != null && Labels.last(at).equals("provider")
                            ? former
                            : Placements.oneOf(text, schema.words));
        } else if ("date-time".equals(schema.format) && !isDateTime(text)) {
            reporter.report(
                    SchemaRules.FORMAT,
                    at.toString(),
                    Labels.of(at) + " is " + Words.quoted(text)
                            + " but must be a time such as \"2026-01-31T12:00:00Z\".",
                    null);
        } else {
            checkPattern(text, schema, at);
        }
    }

    private void checkPattern(String text, Schema schema, Pointer at) {
        String pattern = schema.pattern;
        if (pattern != null
                && !PATTERNS.computeIfAbsent(pattern, Pattern::compile)
                        .matcher(text)
                        .matches()) {
            reporter.report(
                    SchemaRules.FORMAT,
                    at.toString(),
                    Labels.of(at) + " is " + Words.quoted(text)
                            + " but must be a quantity such as \"0.5\" or \"100m\".",
                    null);
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
