package io.github.keda4j.trigger.generator.catalogue;

import java.util.Optional;

/** A release of KEDA that the catalogue distinguishes. All older releases count as one. */
public enum Release {
    /** KEDA 2.18. */
    V2_18("2.18"),
    /** KEDA 2.19. */
    V2_19("2.19"),
    /** KEDA 2.20. */
    V2_20("2.20"),
    /** KEDA 2.21, the release that the catalogue describes. */
    V2_21("2.21");

    private final String text;

    Release(String text) {
        this.text = text;
    }

    /** {@return the release as the catalogue writes it, such as {@code 2.18}} */
    public String text() {
        return text;
    }

    /** {@return the release that the catalogue describes} */
    public static Release latest() {
        return values()[values().length - 1];
    }

    /**
     * Returns whether this is the given release or a later one.
     *
     * @param other the given release
     * @return false if this is an earlier release
     */
    public boolean isSince(Release other) {
        return compareTo(other) >= 0;
    }

    /**
     * Finds a release by its text.
     *
     * @param text the text, such as {@code 2.18}
     * @return the release; empty if the catalogue does not distinguish it
     */
    public static Optional<Release> of(String text) {
        for (Release release : values()) {
            if (release.text.equals(text)) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }
}
