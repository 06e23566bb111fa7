package io.github.keda4j.testing.kubernetes.internal.patch;

/** Thrown if a patch does not fit the object, or is not a patch. */
public final class PatchException extends RuntimeException {

    private final boolean malformed;

    private PatchException(boolean malformed, String message) {
        super(message);
        this.malformed = malformed;
    }

    static PatchException malformed(String message) {
        return new PatchException(true, message);
    }

    static PatchException doesNotFit(String message) {
        return new PatchException(false, message);
    }

    /** {@return whether the text is not a patch at all, regardless of the object} */
    public boolean isMalformed() {
        return malformed;
    }
}
