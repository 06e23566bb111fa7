package io.github.keda4j.trigger;

/** Text that is put together from values; what is not known is left as the parameter's name in braces. */
final class Template {

    private final Values values;
    private final StringBuilder text = new StringBuilder();
    private boolean known = true;
    private boolean verbatim;

    Template(Values values) {
        this.values = values;
    }

    Template text(String part) {
        text.append(part);
        return this;
    }

    Template value(Parameter parameter) {
        return firstOf("", TextFunction.NONE, parameter);
    }

    Template value(TextFunction function, Parameter parameter) {
        return firstOf("", function, parameter);
    }

    /** The first of the values that is given, or else the text. */
    Template firstOf(String otherwise, TextFunction function, Parameter... parameters) {
        for (Parameter parameter : parameters) {
            Value value = values.get(parameter);
            if (value.state == Value.State.OPAQUE || value.state == Value.State.UNKNOWN || value.isMissing()) {
                known = false;
                text.append('{').append(parameter.name).append('}');
                return this;
            }
            if (value.isKnown() && (!value.text.isEmpty() && value.given() != Truth.FALSE || parameters.length == 1)) {
                text.append(function.apply(value, values.context.version));
                return this;
            }
        }
        text.append(otherwise);
        return this;
    }

    /** For names in Java: the value as it is. */
    Template value(Value value) {
        known &= value.state == Value.State.KNOWN || value.state == Value.State.ABSENT && !value.isMissing();
        text.append(value.text);
        return this;
    }

    /** For names in Java: what it depends on is not known. */
    Template unknown() {
        known = false;
        return this;
    }

    /** Whether to go on with what depends on a condition; makes the text unknown where that cannot be told. */
    boolean when(Truth condition) {
        if (condition == Truth.UNKNOWN) {
            known = false;
        }
        return condition != Truth.FALSE;
    }

    /** What is said stands as it is: without the trigger's index, and with every character. */
    Template verbatim() {
        verbatim = true;
        return this;
    }

    /** The name that KEDA makes of it; any of {@code / . : % ( )} becomes a dash. */
    String asMetricName(int index) {
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

    boolean isKnown() {
        return known;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
