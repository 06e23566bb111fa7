package io.github.keda4j.conformance.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The times of KEDA's polls and the autoscalers' syncs, as observed from outside. */
final class Looks {

    /** A sync of an autoscaler begins with this request; the API server logs it at level 3 when it is answered. */
    private static final Pattern SYNC = Pattern.compile("I(\\d{4} \\S+) .* verb=\"GET\""
            + " URI=\"/apis/apps/v1/namespaces/([^/]+)/deployments/([^/]+)/scale\" latency=\"([^\"]+)\""
            + " userAgent=\"[^\"]*/horizontal-pod-autoscaler\".*");

    /** The log omits the year. */
    private static DateTimeFormatter logTime() {
        return new DateTimeFormatterBuilder()
                .appendPattern("MMdd HH:mm:ss.SSSSSS")
                .parseDefaulting(
                        ChronoField.YEAR, Year.now(ZoneId.systemDefault()).getValue())
                .toFormatter(Locale.ROOT);
    }

    /** How much too early a poll or sync may appear because of rounded clocks. */
    private static final Duration EARLY = Duration.ofMillis(50);

    /** How late a poll or sync may be. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** KEDA reads a trigger for an autoscaler within this time after the autoscaler's sync. */
    private static final Duration READ_FOR_A_SYNC = Duration.ofMillis(250);

    private Looks() {}

    /** The sync times of the autoscalers of a namespace, by the names of their Deployments. */
    static Map<String, List<Instant>> syncs(Path apiServersLog, String namespace) throws IOException {
        Map<String, List<Instant>> syncs = new HashMap<>();
        DateTimeFormatter logTime = logTime();
        try (Stream<String> lines = Files.lines(apiServersLog)) {
            lines.map(SYNC::matcher)
                    .filter(line -> line.matches() && line.group(2).equals(namespace))
                    .forEach(line -> syncs.computeIfAbsent(line.group(3), name -> new ArrayList<>())
                            .add(begin(line, logTime)));
        }
        syncs.values().forEach(times -> times.sort(null));
        return syncs;
    }

    private static Instant begin(Matcher line, DateTimeFormatter logTime) {
        return LocalDateTime.parse(line.group(1), logTime)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .minus(latency(line.group(4)));
    }

    /** Parses a duration as Go writes it, such as 4.67ms; units above seconds do not occur. */
    private static Duration latency(String text) {
        String number = text.replaceFirst("[^0-9.].*", "");
        double nanos = switch (text.substring(number.length())) {
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "µs" -> 1e3;
            default -> 1;
        };
        return Duration.ofNanos(Math.round(Double.parseDouble(number) * nanos));
    }

    /**
     * The times at which KEDA polled. KEDA reads a trigger at each poll, and possibly also at each sync of the
     * autoscaler. Its next poll is due one interval after the previous poll, however late the previous poll was.
     */
    static List<Instant> polls(
            Instant first, Duration interval, List<Instant> reads, List<Instant> syncs, Instant end) {
        List<Instant> polls = new ArrayList<>(List.of(first));
        for (Instant due = first.plus(interval);
                due.isBefore(end);
                due = polls.get(polls.size() - 1).plus(interval)) {
            polls.add(poll(due, reads, syncs));
        }
        return polls;
    }

    private static Instant poll(Instant due, List<Instant> reads, List<Instant> syncs) {
        List<Instant> near = reads.stream()
                .filter(read -> read.isAfter(due.minus(EARLY)) && read.isBefore(due.plus(LATE)))
                .toList();
        return near.stream()
                .filter(read -> syncs.stream()
                        .noneMatch(sync -> read.isAfter(sync) && read.isBefore(sync.plus(READ_FOR_A_SYNC))))
                .findFirst()
                .filter(read -> read.isBefore(due.plus(Duration.ofSeconds(1)))
                        || near.get(0).equals(read))
                .or(() -> near.stream().findFirst())
                .orElse(due);
    }
}
