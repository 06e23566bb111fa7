package io.github.keda4j.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string field for which KEDA knows certain values. Each subclass has these values as constants, and also accepts any
 * other string, so a value that a newer KEDA adds is read, compared and written like the others.
 */
public abstract class OpenEnum {

    private final String value;

    /**
     * Creates a value from the string as it is.
     *
     * @param value the text, as in YAML
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** {@return the string, as written in YAML} */
    @JsonValue
    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OpenEnum that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** {@return the string, as written in YAML} */
    @Override
    public final String toString() {
        return value;
    }
}
