package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.generate.Dice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One run of one suite with one release: asks the questions, compares the answers, and minimizes examples. */
public final class SuiteRun {

    /**
     * The maximum number of kinds whose examples are minimized; if there are more, they probably have a common cause.
     */
    private static final int MOST_KINDS = 80;

    /** After this time, examples are no longer minimized. */
    private static final Duration MOST_TIME = Duration.ofSeconds(15);

    private final Asking asking;
    private final KnownDifferences known;
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<String, SuiteResult.Kind> unlisted = new TreeMap<>();
    private final Map<String, Integer> listed = new TreeMap<>();

    private SuiteRun(Asking asking, KnownDifferences known) {
        this.asking = asking;
        this.known = known;
    }

    /**
     * {@return the result of the run}
     *
     * @param suite generates the questions
     * @param asking compares the answers
     * @param known the intended differences
     * @param seed the seed of the questions
     * @param cases how many questions
     * @throws IOException if the judge ends
     */
    public static SuiteResult of(Suite suite, Asking asking, KnownDifferences known, long seed, int cases)
            throws IOException {
        Iterator<ObjectNode> questions = IntStream.range(0, cases)
                .mapToObj(index -> suite.question(asking.release(), index, Dice.of(seed, suite.name(), index)))
                .iterator();
        return of(suite.name(), questions, asking, known, cases);
    }

    /**
     * {@return the result of a run with given questions}
     *
     * @param name the run's name in reports
     * @param questions the questions
     * @param asking compares the answers
     * @param known the intended differences
     * @param cases how many questions there are
     * @throws IOException if the judge ends
     */
    public static SuiteResult of(
            String name, Iterator<ObjectNode> questions, Asking asking, KnownDifferences known, int cases)
            throws IOException {
        long start = System.nanoTime();
        SuiteRun run = new SuiteRun(asking, known);
        asking.compareAll(questions, run::add);
        List<SuiteResult.Kind> kinds = run.small();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SuiteResult(name, asking.release(), cases, run.leftOut, run.listed, kinds, seconds);
    }

    private void add(ObjectNode question, Comparison comparison) {
        comparison.leftOut().ifPresent(reason -> leftOut.merge(reason, 1, Integer::sum));
        for (Difference difference : comparison.differences()) {
            if (known.contain(difference, asking.release())) {
                listed.merge(difference.kind(), 1, Integer::sum);
            } else {
                SuiteResult.Kind one =
                        new SuiteResult.Kind(1, new Disagreement(asking.release(), question, difference));
                unlisted.merge(difference.kind(), one, SuiteRun::both);
            }
        }
    }

    private static SuiteResult.Kind both(SuiteResult.Kind some, SuiteResult.Kind others) {
        boolean shorter =
                others.example().line().length() < some.example().line().length();
        return new SuiteResult.Kind(some.count() + others.count(), shorter ? others.example() : some.example());
    }

    /** The most frequent first. */
    private List<SuiteResult.Kind> small() throws IOException {
        List<SuiteResult.Kind> kinds = new ArrayList<>(unlisted.values());
        kinds.sort(Comparator.comparingInt(SuiteResult.Kind::count).reversed());
        Shrinker shrinker = new Shrinker(asking);
        long start = System.nanoTime();
        for (int i = 0; i < Math.min(kinds.size(), MOST_KINDS); i++) {
            if (System.nanoTime() - start > MOST_TIME.toNanos()) {
                break;
            }
            SuiteResult.Kind kind = kinds.get(i);
            kinds.set(i, new SuiteResult.Kind(kind.count(), shrinker.shrink(kind.example())));
        }
        return List.copyOf(kinds);
    }
}
