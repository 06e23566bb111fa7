package io.github.keda4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.conformance.compare.Asking;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.compare.SuiteResult;
import io.github.keda4j.conformance.compare.SuiteRun;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares this library's answers with KEDA's. */
@JudgeTest
@DisabledIfSystemProperty(named = "judge.ask", matches = ".+")
class SuitesTest {

    static List<Arguments> runs() {
        List<String> only = List.of(Setting.text("judge.only").orElse("").split(","));
        List<Arguments> runs = new ArrayList<>();
        for (Suite suite : Suites.all()) {
            if (only.get(0).isEmpty() || only.stream().anyMatch(suite.name()::startsWith)) {
                Release.selected().forEach(release -> runs.add(Arguments.of(suite, release)));
            }
        }
        return runs;
    }

    static List<Arguments> subjects() {
        List<Arguments> subjects = new ArrayList<>();
        for (Subject subject : Suites.subjects()) {
            Release.selected().forEach(release -> subjects.add(Arguments.of(subject, release)));
        }
        return subjects;
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("runs")
    void thisLibrarySaysWhatKedaSays(Suite suite, Release release, JudgeSession session) throws IOException {
        Asking asking = session.asking(release, suite.subject());

        SuiteResult result = SuiteRun.of(
                suite,
                asking,
                session.known(),
                session.seed(),
                suite.isFixed() ? suite.cases(release) : session.share(suite.cases(release)));

        session.report().add(result);
        result.unlisted().forEach(kind -> System.out.println(suite.name() + ": " + kind));
        assertThat(result.unlistedCount())
                .as("disagreements of suite %s with KEDA %s, seed %d", suite.name(), release, session.seed())
                .isZero();
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("subjects")
    void everyKnownDifferenceIsStillThere(Subject subject, Release release, JudgeSession session) throws IOException {
        assertThat(session.known().outdated(session.asking(release, subject))).isEmpty();
    }
}
