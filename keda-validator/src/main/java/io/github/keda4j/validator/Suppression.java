package io.github.keda4j.validator;

import io.github.keda4j.findings.Finding;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finding that an annotation of its object suppresses.
 *
 * @param finding the finding
 * @param why the reason in the annotation, or null if there is none
 */
public record Suppression(Finding finding, @Nullable String why) implements Serializable {

    /** {@return the reason for the suppression, in the words of the object's author} */
    public Optional<String> reason() {
        return Optional.ofNullable(why);
    }

    @Override
    public String toString() {
        return finding + (why == null ? " (suppressed)" : " (suppressed: " + why + ")");
    }
}
