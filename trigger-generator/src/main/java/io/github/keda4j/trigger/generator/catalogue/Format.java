package io.github.keda4j.trigger.generator.catalogue;

/** A format that KEDA requires of a string. */
public enum Format {
    /** A URL that Go can parse, which includes relative ones. */
    URL("url", "a URL"),
    /** A URL with a scheme, or an absolute path. */
    REQUEST_URI("request-uri", "a URL with a scheme"),
    /** A URL with scheme and host. */
    ABSOLUTE_URL("absolute-url", "a URL with scheme and host"),
    /** A cron expression of five fields. */
    CRON("cron", "a cron expression of five fields"),
    /** A JSON document. */
    JSON("json", "JSON"),
    /** A duration with units up to weeks. */
    LONG_DURATION("long-duration", "a duration with units up to weeks"),
    /** A regular expression. */
    REGEX("regex", "a regular expression"),
    /** A pattern for names, with {@code *} and {@code ?}. */
    GLOB("glob", "a glob pattern"),
    /** A pattern for names, as read by the older library, which accepts unclosed braces. */
    OLD_GLOB("old-glob", "a glob pattern, whose braces may be left open"),
    /** A number of megabytes above 0, counted in bytes of 64 bits. */
    MEGABYTES("megabytes", "above 0 after KEDA converts it to bytes in 64 bits");

    private final String text;
    private final String words;

    Format(String text, String words) {
        this.text = text;
        this.words = words;
    }

    /** {@return the format as the catalogue writes it} */
    public String text() {
        return text;
    }

    /** {@return the format in words} */
    public String words() {
        return words;
    }
}
