package io.github.keda4j.conformance.object;

import io.github.keda4j.conformance.judge.Release;
import java.util.List;

/** What this library says of an object and the objects around it. */
@FunctionalInterface
public interface ObjectCheck {

    /** Says nothing of any object: what a library does that has no such check. */
    ObjectCheck NONE = (bundle, release) -> List.of();

    /**
     * {@return the errors that it finds; empty where it accepts the object}
     *
     * @param bundle the object and what exists beside it
     * @param release of KEDA
     */
    List<ObjectError> errors(ObjectBundle bundle, Release release);
}
