package io.github.keda4j.trigger.generator.catalogue;

/** How KEDA's reading of a text differs from its type. */
public enum Reading {
    /** With the space around it; a blank text is a value too. */
    VERBATIM("verbatim", "string, secret or enum"),
    /** As one word, where other enums may be several with commas between. */
    SINGLE("single", "enum"),
    /** As JSON, so that {@code null} is not a value. */
    NULLABLE("nullable", "double"),
    /** Without a sign, so that {@code -0} is not a number. */
    UNSIGNED("unsigned", "int or long"),
    /** Only in some triggers, as a rule says that also checks its form. */
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

    /** {@return the types that it is for, in the catalogue's words} */
    public String types() {
        return types;
    }

    /**
     * Whether it makes sense for a type.
     *
     * @param type of a parameter
     * @return whether it is among those that it is for
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
