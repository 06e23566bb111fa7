package io.github.keda4j.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes when a cron expression of five fields is due, as the library that KEDA uses does (github.com/robfig/cron v3,
 * SpecSchedule.Next): if either of the two day fields is a star, a day must match both; otherwise it must match at
 * least one.
 */
final class CronSchedule {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Set<String> UTC = Set.of("", "Local", "Factory");
    private static final int YEARS_TO_SEARCH = 5;

    private final Field minutes;
    private final Field hours;
    private final Field daysOfMonth;
    private final Field months;
    private final Field daysOfWeek;
    private final @Nullable ZoneId ownZone;

    private CronSchedule(List<String> fields, @Nullable ZoneId ownZone) {
        this.minutes = Field.of(fields.get(0), 0, 59, List.of());
        this.hours = Field.of(fields.get(1), 0, 23, List.of());
        this.daysOfMonth = Field.of(fields.get(2), 1, 31, List.of());
        this.months = Field.of(fields.get(3), 1, 12, MONTHS);
        this.daysOfWeek = Field.of(fields.get(4), 0, 6, DAYS);
        this.ownZone = ownZone;
    }

    /**
     * Creates the schedule of an expression that KEDA accepts; it may begin with {@code TZ=} or {@code CRON_TZ=} and a
     * zone.
     */
    static CronSchedule parse(String expression) {
        String text = expression.strip();
        ZoneId zone = null;
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            int space = text.indexOf(' ');
            zone = zone(text.substring(text.indexOf('=') + 1, space));
            text = text.substring(space).strip();
        }
        return new CronSchedule(List.of(text.split("\\s+", -1)), zone);
    }

    /**
     * Returns the zone that Go finds by a name; the local zone of an operator in a container is UTC.
     *
     * @throws DateTimeException if there is none
     */
    static ZoneId zone(String name) {
        return UTC.contains(name) ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
    }

    /**
     * The first time after the given one; {@link Instant#MIN} if there is none within five years, in which case the
     * library returns its zero time.
     */
    Instant next(Instant after, ZoneId givenZone) {
        ZoneId zone = ownZone == null ? givenZone : ownZone;
        ZonedDateTime time =
                after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).atZone(zone);
        int lastYear = time.getYear() + YEARS_TO_SEARCH;
        boolean moved = false;
        while (time.getYear() <= lastYear) {
            if (!months.has(time.getMonthValue())) {
                time = atGo(time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(), zone);
                moved = true;
            } else if (!isDue(time.toLocalDate())) {
                time = nextDay(moved ? time : atGo(time.toLocalDate().atStartOfDay(), zone), zone);
                moved = true;
            } else if (!hours.has(time.getHour())) {
                time = (moved ? time : atGo(time.toLocalDateTime().truncatedTo(ChronoUnit.HOURS), zone)).plusHours(1);
                moved = true;
            } else if (!minutes.has(time.getMinute())) {
                time = (moved ? time : time.truncatedTo(ChronoUnit.MINUTES)).plusMinutes(1);
                moved = true;
            } else if (time.getSecond() != 0) {
                time = time.plusSeconds(60 - time.getSecond());
                moved = true;
            } else {
                return time.toInstant();
            }
        }
        return Instant.MIN;
    }

    private boolean isDue(LocalDate day) {
        boolean ofMonth = daysOfMonth.has(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.has(day.getDayOfWeek().getValue() % 7);
        boolean anyDay = daysOfMonth.star() || daysOfWeek.star();
        return anyDay ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    /** The library searches for midnight if a clock change has moved it. */
    private static ZonedDateTime nextDay(ZonedDateTime midnight, ZoneId zone) {
        ZonedDateTime time = atGo(midnight.toLocalDateTime().plusDays(1), zone);
        int hour = time.getHour();
        return hour > 12 ? time.plusHours(24L - hour) : time.minusHours(hour);
    }

    /** Resolves a local time that a zone skips or repeats, as Go's time.Date does. */
    private static ZonedDateTime atGo(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant asUtc = local.toInstant(ZoneOffset.UTC);
        ZoneOffset guess = rules.getOffset(asUtc);
        Instant time = local.toInstant(guess);
        if (!isWithinSamePeriod(rules, asUtc, time)) {
            time = local.toInstant(rules.getOffset(time));
        }
        return time.atZone(zone);
    }

    private static boolean isWithinSamePeriod(ZoneRules rules, Instant first, Instant second) {
        ZoneOffsetTransition next = rules.nextTransition(first);
        ZoneOffsetTransition previous = rules.previousTransition(first.plusNanos(1));
        return (next == null || second.isBefore(next.getInstant()))
                && (previous == null || !second.isBefore(previous.getInstant()));
    }

    /**
     * The values that one field allows.
     *
     * @param values the allowed values
     * @param star whether the field allows all values through a star or a question mark without a step
     */
    private record Field(BitSet values, boolean star) {

        static Field of(String text, int lowest, int highest, List<String> names) {
            BitSet values = new BitSet(highest + 1);
            boolean star = false;
            for (String range : text.split(",", -1)) {
                if (!range.isEmpty()) {
                    star |= add(range, values, lowest, highest, names);
                }
            }
            return new Field(values, star);
        }

        private static boolean add(String range, BitSet values, int lowest, int highest, List<String> names) {
            String[] rangeAndStep = range.split("/", -1);
            String[] ends = rangeAndStep[0].split("-", -1);
            boolean any = ends[0].equals("*") || ends[0].equals("?");
            int step = rangeAndStep.length == 1 ? 1 : Integer.parseInt(rangeAndStep[1]);
            int first = any ? lowest : number(ends[0], lowest, names);
            int last = any ? highest : number(ends[ends.length - 1], lowest, names);
            if (rangeAndStep.length == 2 && ends.length == 1) {
                last = highest;
            }
            for (int value = first; value <= last; value += step) {
                values.set(value);
            }
            return any && step == 1;
        }

        private static int number(String text, int lowest, List<String> names) {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            return index < 0 ? Integer.parseInt(text) : index + lowest;
        }

        boolean has(int value) {
            return values.get(value);
        }
    }
}
