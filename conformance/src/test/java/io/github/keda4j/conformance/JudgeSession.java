package io.github.keda4j.conformance;

import io.github.keda4j.conformance.compare.Asking;
import io.github.keda4j.conformance.compare.KnownDifferences;
import io.github.keda4j.conformance.compare.Report;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Judge;
import io.github.keda4j.conformance.judge.JudgeBinary;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.opentest4j.TestAbortedException;

/** The judges and the report of a test run: shared by all tests, and closed after the last one. */
final class JudgeSession implements AutoCloseable {

    private static final Path REPORT = Path.of("judge-report.json");

    private final long seed = Setting.text("judge.seed")
            .map(Long::parseLong)
            .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
    private final Report report = new Report(seed);
    private final KnownDifferences known = KnownDifferences.read();
    private final Map<Release, Judge> judges = new HashMap<>();
    private final Set<Release> skipped = new HashSet<>();

    /** The seed of the run: given, or a fresh one. */
    long seed() {
        return seed;
    }

    Report report() {
        return report;
    }

    KnownDifferences known() {
        return known;
    }

    /** How many of a suite's questions to ask: all, or a tenth. */
    int share(int cases) {
        return Setting.flag("judge.full") ? cases : Math.max(1, cases / 10);
    }

    /**
     * The judge of a release, with the provider of this library's answers.
     *
     * @throws TestAbortedException if there is no judge and none is required
     */
    Asking asking(Release release, Subject subject) throws IOException {
        return new Asking(judge(release), release, subject);
    }

    /**
     * The judge of a release; another one if a test failed amid its questions.
     *
     * @throws TestAbortedException if there is no judge and none is required
     */
    Judge judge(Release release) throws IOException {
        Judge judge = judges.get(release);
        if (judge != null && !judge.isInStep()) {
            judge.close();
            judge = null;
        }
        if (judge == null) {
            judge = start(release);
            judges.put(release, judge);
        }
        return judge;
    }

    private Judge start(Release release) throws IOException {
        Optional<Path> binary = JudgeBinary.of(release);
        if (binary.isPresent()) {
            return Judge.start(binary.get());
        }
        String message = "There is no judge for KEDA " + release + " in " + JudgeBinary.folder()
                + ". Build it with judge/build.sh, which needs Go, or name its folder with -Djudge.bin.";
        if (Setting.isContinuousIntegration() || Setting.flag("judge.required")) {
            throw new AssertionError(message);
        }
        if (skipped.add(release)) {
            System.out.println("Skipped: " + message);
        }
        throw new TestAbortedException(message);
    }

    @Override
    public void close() throws IOException {
        for (Judge judge : judges.values()) {
            judge.close();
        }
        if (!report.isEmpty()) {
            report.write(Setting.output().resolve(REPORT));
            System.out.println(report);
        }
    }
}
