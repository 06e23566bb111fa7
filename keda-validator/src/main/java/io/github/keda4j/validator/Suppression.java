package io.github.keda4j.validator;

import io.github.keda4j.findings.Finding;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finding that an annotation of its object asks to leave out.
 *
 * @param finding what was found
 * @param why what the annotation says, or null if it says nothing
 */
public record Suppression(Finding finding, @Nullable String why) implements Serializable {

    /** {@return why it is left out, in the words of the object's author} */
    public Optional<String> reason() {
        return Optional.ofNullable(why);
    }

    @Override
    public String toString() {
        return finding + (why == null ? " (suppressed)" : " (suppressed: " + why + ")");
    }
}
