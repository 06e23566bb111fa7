package io.github.keda4j.trigger;

/**
 * A release of KEDA, as far as triggers are concerned; patch releases do not differ. The constants are in the order of
 * their release.
 */
public enum KedaVersion {
    /** KEDA 2.18. */
    V2_18("2.18"),
    /** KEDA 2.19. */
    V2_19("2.19"),
    /** KEDA 2.20. */
    V2_20("2.20"),
    /** KEDA 2.21, for which builders and views are made. */
    V2_21("2.21");

    private final String release;

    KedaVersion(String release) {
        this.release = release;
    }

    /** {@return the latest version that this library knows} */
    public static KedaVersion latest() {
        return V2_21;
    }

    /**
     * Reads a version.
     *
     * @param text a version, such as {@code 2.18}, {@code 2.18.3} or {@code v2.20.2}
     * @return the version
     * @throws IllegalArgumentException if it is unknown; the message names the known ones
     */
    public static KedaVersion of(String text) {
        String number = text.startsWith("v") ? text.substring(1) : text;
        for (KedaVersion version : values()) {
            if (number.equals(version.release)
                    || number.startsWith(version.release + ".")
                            && isNumber(number.substring(version.release.length() + 1))) {
                return version;
            }
        }
        throw new IllegalArgumentException("Unknown KEDA version \"" + text + "\"; expected one of " + known() + ".");
    }

    private static String known() {
        StringBuilder known = new StringBuilder();
        for (KedaVersion version : values()) {
            String before = version == latest() ? " and " : ", ";
            known.append(known.isEmpty() ? "" : before).append(version);
        }
        return known.toString();
    }

    private static boolean isNumber(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** {@return the version, such as {@code 2.20}} */
    @Override
    public String toString() {
        return release;
    }
}
