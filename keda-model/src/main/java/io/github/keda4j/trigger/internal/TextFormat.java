package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoCron;
import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoGlob;
import io.github.keda4j.internal.go.GoRegex;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.internal.go.JsonText;
import org.jspecify.annotations.Nullable;

/** The format that the text of a parameter must have in addition to its type. */
public enum TextFormat {
    /** A text that Go accepts as a URL; it accepts nearly any text. */
    URL,
    /** A text that Go accepts as the URL of a request: with a scheme, or an absolute path. */
    REQUEST_URI,
    /** A URL with scheme and host. */
    ABSOLUTE_URL,
    /** A cron expression of five fields. */
    CRON,
    /** Any JSON. */
    JSON,
    /** A duration with units up to weeks; Go's own durations have no unit above hours. */
    LONG_DURATION,
    /** A regular expression in Go's syntax. */
    REGEX,
    /** A pattern of file names. */
    GLOB,
    /** A pattern of file names, as read by the library that KEDA used before 2.21. */
    OLD_GLOB,
    /** A number of megabytes that is above 0 after KEDA converts it to bytes in 64 bits, which may overflow. */
    MEGABYTES;

    private static final long BYTES_OF_MEGABYTE = 1L << 20;

    /** Describes what is wrong with the text; null if it is valid. */
    public @Nullable String problem(String text) {
        return switch (this) {
            case URL -> GoUrl.parse(text) == null ? "must be a URL" : null;
            case REQUEST_URI -> GoUrl.parseRequestUri(text) == null ? "must be a URL with a scheme" : null;
            case ABSOLUTE_URL -> absoluteUrlProblem(text);
            case CRON -> GoCron.problem(text);
            case JSON -> JsonText.read(text) == null ? "must be JSON" : null;
            case LONG_DURATION -> GoDuration.isLong(text) ? null : "must be a duration (for example 30m or 7d)";
            case REGEX -> GoRegex.problem(text);
            case GLOB -> GoGlob.problem(text);
            case OLD_GLOB -> GoGlob.problemOfOldLibrary(text);
            case MEGABYTES ->
                isAboveZeroInBytes(text) ? null : "must be above 0 after KEDA converts it to bytes in 64 bits";
        };
    }

    private static boolean isAboveZeroInBytes(String megabytes) {
        return GoText.isInteger(megabytes, Long.SIZE) && Long.parseLong(megabytes) * BYTES_OF_MEGABYTE > 0;
    }

    private static @Nullable String absoluteUrlProblem(String text) {
        GoUrl url = GoUrl.parse(text);
        return url == null || url.scheme().isEmpty() || url.host().isEmpty()
                ? "must be a URL with scheme and host (for example https://example.com)"
                : null;
    }
}
