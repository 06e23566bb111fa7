package io.github.keda4j.testing.kubernetes.internal.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Dates and times as the API server writes them: in UTC. */
public final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /**
     * {@return a moment, in seconds}
     *
     * @param moment fractions of a second are dropped
     */
    public static String seconds(Instant moment) {
        return SECONDS.format(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    static String canonical(String text) {
        return SECONDS.format(parse(text));
    }

    static String canonicalMicro(String text) {
        return MICROS.format(parse(text));
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new DecodeException(
                    "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + text + "\"");
        }
    }
}
