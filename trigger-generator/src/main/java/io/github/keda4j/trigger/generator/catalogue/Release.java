package io.github.keda4j.trigger.generator.catalogue;

import java.util.Optional;

/** A release of KEDA that the catalogue distinguishes. Older releases count as one. */
public enum Release {
    /** KEDA 2.18. */
    V2_18("2.18"),
    /** KEDA 2.19. */
    V2_19("2.19"),
    /** KEDA 2.20. */
    V2_20("2.20"),
    /** KEDA 2.21, the one that the catalogue describes. */
    V2_21("2.21");

    private final String text;

    Release(String text) {
        this.text = text;
    }

    /** {@return the release as the catalogue writes it, {@code 2.18}} */
    public String text() {
        return text;
    }

    /** {@return the one that the catalogue describes} */
    public static Release latest() {
        return values()[values().length - 1];
    }

    /**
     * Whether this is a release or one after it.
     *
     * @param other the release
     * @return false for an earlier one
     */
    public boolean isSince(Release other) {
        return compareTo(other) >= 0;
    }

    /**
     * Finds a release by its text.
     *
     * @param text such as {@code 2.18}
     * @return empty for a release that the catalogue does not distinguish
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
