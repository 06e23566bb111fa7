package io.github.keda4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

    @Test
    void everyTimeIsTheOneThatKedasLibraryFinds() {
        assertThat(cases()).hasSize(600).allSatisfy(line -> {
            String[] cells = line.split("\t");
            Instant next = CronSchedule.parse(cells[0]).next(Instant.parse(cells[2]), CronSchedule.zone(cells[1]));
            assertThat(next.equals(Instant.MIN) ? "never" : next.toString()).isEqualTo(cells[3]);
        });
    }

    private static Stream<String> cases() {
        return TestFiles.lines("/cron/next.tsv").filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @CsvSource({
        // The 1st and every Monday, since both fields of days are given; the 1st of October 2026 is a Thursday.
        "0 8 1 * mon, 2026-09-29T00:00:00Z, 2026-10-01T08:00:00Z",
        "0 8 1 * mon, 2026-10-01T08:00:00Z, 2026-10-05T08:00:00Z",
        // Only a Monday that is the 1st, since one field is a star.
        "0 8 1 6 *, 2026-09-29T00:00:00Z, 2027-06-01T08:00:00Z",
        // A star with a step restricts the days and so is none.
        "0 8 */2 * mon, 2026-09-29T08:00:00Z, 2026-10-01T08:00:00Z",
    })
    void daysOfMonthAndOfWeekCombineAsInCron(String expression, Instant after, Instant next) {
        assertThat(CronSchedule.parse(expression).next(after, CronSchedule.zone("UTC")))
                .isEqualTo(next);
    }
}
