package io.github.keda4j.trigger.internal;

import java.util.ArrayList;
import java.util.List;

/** A text that is composed of values; an unknown value is shown as the parameter's name in braces. */
public final class TextTemplate {

    private final ParameterValues values;
    private final StringBuilder text = new StringBuilder();
    private boolean known = true;
    private boolean verbatim;
    private List<String> missing = List.of();
    private List<Piece> pieces = List.of();

    /** A part of the text that comes from a known value, and where it begins. */
    record Piece(ParameterValue value, int start, String text) {}

    public TextTemplate(ParameterValues values) {
        this.values = values;
    }

    public TextTemplate text(String part) {
        text.append(part);
        return this;
    }

    public TextTemplate value(Parameter parameter) {
        return firstOf("", TextFunction.NONE, parameter);
    }

    public TextTemplate value(TextFunction function, Parameter parameter) {
        return firstOf("", function, parameter);
    }

    /** Appends the first of the values that is given, or else the text. */
    public TextTemplate firstOf(String otherwise, TextFunction function, Parameter... parameters) {
        for (Parameter parameter : parameters) {
            ParameterValue value = values.get(parameter);
            if (value.state() == ParameterValue.State.OPAQUE
                    || value.state() == ParameterValue.State.UNKNOWN
                    || value.isMissing()) {
                known = false;
                text.append('{').append(parameter.name).append('}');
                miss(parameter);
                return this;
            }
            if (value.isKnown()
                    && (!value.text().isEmpty() && value.given() != Truth.FALSE || parameters.length == 1)) {
                String result = function.apply(value, values.surroundings().version());
                if (result.isEmpty()) {
                    miss(parameter);
                }
                if (pieces.isEmpty()) {
                    pieces = new ArrayList<>(1);
                }
                pieces.add(new Piece(value, text.length(), result));
                text.append(result);
                return this;
            }
        }
        if (otherwise.isEmpty() && parameters.length > 0) {
            miss(parameters[0]);
        }
        text.append(otherwise);
        return this;
    }

    private void miss(Parameter parameter) {
        if (missing.isEmpty()) {
            missing = new ArrayList<>(1);
        }
        missing.add(parameter.name);
    }

    /** The parameters that produced no text, because they are absent or their values are unknown. */
    List<String> missing() {
        return missing;
    }

    /** The parts that come from values. */
    List<Piece> pieces() {
        return pieces;
    }

    /** The text before a part. */
    String before(Piece piece) {
        return text.substring(0, piece.start());
    }

    ParameterValues values() {
        return values;
    }

    /** Appends the value unchanged, for names that a Java class builds. */
    public TextTemplate value(ParameterValue value) {
        known &= value.state() == ParameterValue.State.KNOWN
                || value.state() == ParameterValue.State.ABSENT && !value.isMissing();
        text.append(value.text());
        return this;
    }

    /** Makes the name unknown, for names that a Java class builds and that depend on something unknown. */
    public TextTemplate unknown() {
        known = false;
        return this;
    }

    /** Whether to continue with the part that depends on a condition; if the condition is unknown, so is the text. */
    public boolean when(Truth condition) {
        if (condition == Truth.UNKNOWN) {
            known = false;
        }
        return condition != Truth.FALSE;
    }

    /** Keeps the name as it is: without the trigger's index, and with every character. */
    public TextTemplate verbatim() {
        verbatim = true;
        return this;
    }

    boolean isVerbatim() {
        return verbatim;
    }

    /** The name that KEDA makes from the text, in which each of {@code / . : % ( )} becomes a dash. */
    public String asMetricName(int index) {
        if (verbatim) {
            return text.toString();
        }
        StringBuilder name =
                new StringBuilder(text.length() + 4).append('s').append(index).append('-');
        for (int position = 0; position < text.length(); position++) {
            char character = text.charAt(position);
            name.append("/.:%()".indexOf(character) >= 0 ? '-' : character);
        }
        return name.toString();
    }

    public boolean isKnown() {
        return known;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
