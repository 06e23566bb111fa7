package io.github.keda4j.trigger.generator.catalogue;

/** A difference between how KEDA reads a text and its type. */
public enum Reading {
    /** KEDA keeps the space around the text; a blank text is a value too. */
    VERBATIM("verbatim", "string, secret or enum"),
    /** KEDA reads the text as one word; other enums may be several words, separated by commas. */
    SINGLE("single", "enum"),
    /** KEDA reads the text as JSON, so that {@code null} is not a value. */
    NULLABLE("nullable", "double"),
    /** KEDA does not accept a sign, so that {@code -0} is not a number. */
    UNSIGNED("unsigned", "int or long"),
    /** KEDA reads the text only in some triggers; a rule says in which, and checks the form. */
    UNCHECKED("unchecked", "query");

    private final String text;
    private final String types;

    Reading(String text, String types) {
        this.text = text;
        this.types = types;
    }

    /** {@return the attribute of the catalogue} */
    public String text() {
        return text;
    }

    /** {@return the types to which it applies, in the catalogue's words} */
    public String types() {
        return types;
    }

    /**
     * Returns whether this reading makes sense for a type.
     *
     * @param type the type of a parameter
     * @return whether the type is one of those to which it applies
     */
    public boolean isFor(ValueType type) {
        return switch (this) {
            case VERBATIM -> type instanceof ValueType.Text || type instanceof ValueType.Choice;
            case SINGLE -> type instanceof ValueType.Choice;
            case NULLABLE -> type instanceof ValueType.Real;
            case UNSIGNED -> type instanceof ValueType.Whole;
            case UNCHECKED -> type instanceof ValueType.Query;
        };
    }
}
