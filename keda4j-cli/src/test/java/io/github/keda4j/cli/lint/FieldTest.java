package io.github.keda4j.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.cli.Cli;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes that people really make: the most severe finding has the severity, the field and the key words that the
 * list beside the files names. The files are in the folder that the system property {@code keda4j.shared} names.
 */
class FieldTest {

    private static final Pattern SEVERITY = Pattern.compile("ERROR|WARNING");
    private static final Pattern FIELD = Pattern.compile("(?:ERROR|WARNING) (/[\\w/]+)");

    /** A case of the list: its file, the former answer of a tool, and the right answer. */
    record Case(Path file, String before, String answer) {

        /** The expected severity of the most severe finding; if the list allows several, the highest. */
        Optional<Severity> severity() {
            if (answer.startsWith("WARNING/ERROR") && !answer.contains("each")) {
                return Optional.of(Severity.ERROR);
            }
            if (Stream.of("nothing", "read it", "two objects", "known for").anyMatch(answer::startsWith)) {
                return Optional.empty();
            }
            Matcher told = SEVERITY.matcher(answer);
            Matcher earlier = SEVERITY.matcher(before);
            if (told.find()) {
                return Optional.of(Severity.valueOf(told.group()));
            }
            return Optional.of(earlier.find() ? Severity.valueOf(earlier.group()) : Severity.ERROR);
        }

        KedaVersion version() {
            return answer.startsWith("nothing for 2.20") || answer.contains("(KEDA 2.20 webhook)")
                    ? KedaVersion.V2_20
                    : KedaVersion.V2_21;
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Case> cases() throws IOException {
        Path folder = Path.of(System.getProperty("keda4j.shared", ""), "conformance", "field");
        Path list = folder.resolve("EXPECTED.tsv");
        if (!Files.isRegularFile(list)) {
            return List.of(new Case(Path.of("none"), "", ""));
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.skip(1)
                    .map(line -> line.split("\t", 4))
                    .filter(parts -> parts[0].matches("[A-E].*"))
                    .map(parts -> new Case(folder.resolve(parts[1]), parts[2], parts[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMistakeOfTheFieldIsToldAsTheListSays(Case mistake) throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(mistake.file()), "The files of real mistakes are not available.");
        LintReport report = Linter.of(
                        LintSettings.builder().kedaVersion(mistake.version()).build())
                .lint(List.of(mistake.file()), InputStream.nullInputStream());
        List<Finding> told = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        assertThat(told.stream().map(Finding::severity).min(Severity::compareTo))
                .as(told.toString())
                .isEqualTo(mistake.severity());
        Matcher field = FIELD.matcher(mistake.answer());
        if (field.find() && mistake.severity().isPresent()) {
            assertThat(told).extracting(Finding::pointer).contains(field.group(1));
        }
        assertThat(told).allMatch(finding -> finding.location().isPresent(), "has a place");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theProgramTellsItWithItsExitCodeAndPlace(Case mistake) {
        Assumptions.assumeTrue(Files.isRegularFile(mistake.file()), "The files of real mistakes are not available.");
        Cli result = Cli.run(
                "lint",
                "--config=/dev/null",
                "--keda-version=" + mistake.version(),
                mistake.file().toString());
        boolean error = mistake.severity().equals(Optional.of(Severity.ERROR));
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(error ? 1 : 0);
        mistake.severity()
                .ifPresent(severity -> assertThat(result.out())
                        .containsPattern(Pattern.quote(mistake.toString()) + ":\\d+:\\d+: "
                                + severity.name().toLowerCase(Locale.ROOT) + ": "));
    }
}
