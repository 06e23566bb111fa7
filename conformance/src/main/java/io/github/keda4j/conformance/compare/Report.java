package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of all runs, as a readable table and as JSON for tools. */
public final class Report {

    private final long seed;
    private final List<SuiteResult> results = new ArrayList<>();

    /**
     * Creates an empty report.
     *
     * @param seed the seed of the runs
     */
    public Report(long seed) {
        this.seed = seed;
    }

    /**
     * Adds a result.
     *
     * @param result the result of a suite
     */
    public void add(SuiteResult result) {
        results.add(result);
    }

    /** {@return whether no suite ran} */
    public boolean isEmpty() {
        return results.isEmpty();
    }

    /**
     * Writes everything as JSON.
     *
     * @param file the file to write
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        ObjectNode report = Json.object().put("seed", seed);
        ArrayNode rows = report.putArray("suites");
        for (SuiteResult result : results) {
            ObjectNode row = rows.addObject()
                    .put("suite", result.suite())
                    .put("release", result.release().keda())
                    .put("cases", result.cases())
                    .put("listed", result.listedCount())
                    .put("unlisted", result.unlistedCount())
                    .put("seconds", Math.round(result.seconds() * 10) / 10.0);
            result.leftOut().forEach(row.putObject("leftOut")::put);
            result.listed().forEach(row.putObject("listedKinds")::put);
            ArrayNode kinds = row.putArray("kinds");
            for (SuiteResult.Kind kind : result.unlisted()) {
                Difference difference = kind.example().difference();
                kinds.addObject()
                        .put("kind", difference.kind())
                        .put("count", kind.count())
                        .put("ours", difference.ours())
                        .put("keda", difference.keda())
                        .set("question", kind.example().question());
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report.toPrettyString() + "\n");
    }

    /** {@return the table} */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %-8s %8s %8s %8s %8s %8s%n",
                "suite",
                "KEDA",
                "cases",
                "left out",
                "listed",
                "unlisted",
                "seconds"));
        for (SuiteResult result : results) {
            int leftOut = result.leftOut().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            table.append(String.format(
                    Locale.ROOT,
                    "%-24s %-8s %8d %8d %8d %8d %8.1f%n",
                    result.suite(),
                    result.release(),
                    result.cases(),
                    leftOut,
                    result.listedCount(),
                    result.unlistedCount(),
                    result.seconds()));
        }
        return table + "The seed is " + seed + ".";
    }
}
