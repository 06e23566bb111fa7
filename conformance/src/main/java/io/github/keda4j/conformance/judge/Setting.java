package io.github.keda4j.conformance.judge;

import java.nio.file.Path;
import java.util.Optional;

/** The settings of a run from system properties and the environment. */
public final class Setting {

    private Setting() {}

    /**
     * {@return the value of a system property; empty if it is not set or is empty}
     *
     * @param name the name of the property
     */
    public static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }

    /**
     * {@return whether a system property is set and not {@code false}; {@code -Dname} alone sets it}
     *
     * @param name the name of the property
     */
    public static boolean flag(String name) {
        String value = System.getProperty(name);
        return value != null && !value.equals("false");
    }

    /** {@return whether this runs in continuous integration, where nothing may be skipped} */
    public static boolean isContinuousIntegration() {
        return "true".equals(System.getenv("CI"));
    }

    /**
     * {@return the root of the checkout: {@code conformance.repository}, which Maven sets, or else the folder above the
     * working directory}
     */
    public static Path repository() {
        return Path.of(text("conformance.repository").orElse("..")).normalize();
    }

    /** {@return the folder for reports: {@code conformance.output}, which Maven sets, or else {@code target}} */
    public static Path output() {
        return Path.of(text("conformance.output").orElse("target"));
    }
}
