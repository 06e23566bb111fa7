package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A misspelt field results in one finding about its object, on the line of the field, no matter what else is wrong
 * because the intended field is missing.
 */
class OneMistakeTest {

    private static final Path BUNDLE = Path.of("src/test/resources/one-mistake/bundle.yaml");
    private static final Pattern FIELD = Pattern.compile("( *(?:- )?)([A-Za-z]{3,})(:.*)");

    @Test
    void aMisspeltFieldIsToldOnceAtItsPlace() throws IOException {
        List<String> lines = Files.readAllLines(BUNDLE);
        assertThat(findings(lines)).isEmpty();

        int told = 0;
        for (int line = 0; line < lines.size(); line += Cases.NTH) {
            Matcher field = FIELD.matcher(lines.get(line));
            if (field.matches() && isOfKeda(lines, line)) {
                String name = field.group(2);
                for (String misspelt : List.of(
                        name + "s",
                        name.substring(0, name.length() - 2) + name.charAt(name.length() - 1),
                        name.toUpperCase(Locale.ROOT))) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(line, field.group(1) + misspelt + field.group(3));
                    checkOneFinding(changed, line, name, misspelt);
                    told++;
                }
            }
        }
        assertThat(told).isGreaterThan(200 / Cases.NTH);
    }

    private static void checkOneFinding(List<String> lines, int line, String name, String misspelt) {
        List<Finding> findings = findings(lines);
        // Other objects may miss the one that has the mistake.
        int begin = document(lines, line);
        int end = end(lines, line);
        assertThat(findings.stream().filter(finding -> {
                    int at = finding.location().orElseThrow().line();
                    return at > begin && at <= end;
                }))
                .as(misspelt + " on line " + (line + 1) + ": " + findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location().orElseThrow().line()).isEqualTo(line + 1);
                    // What is missing is told of the field that is meant, at the place of the other.
                    assertThat(finding.pointer()).matches(".*/(" + misspelt + "|" + name + "(/.*)?)");
                    assertThat(finding.hint().orElse("")).startsWith("Did you mean ");
                });
    }

    private static List<Finding> findings(List<String> lines) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("bundle.yaml", String.join("\n", lines)))
                .findings()
                .asList();
    }

    /** For other kinds, only the fields that KEDA reads matter. */
    private static boolean isOfKeda(List<String> lines, int line) {
        return lines.subList(document(lines, line), end(lines, line)).contains("apiVersion: keda.sh/v1alpha1");
    }

    private static int document(List<String> lines, int line) {
        return lines.subList(0, line).lastIndexOf("---") + 1;
    }

    private static int end(List<String> lines, int line) {
        int next = lines.subList(line, lines.size()).indexOf("---");
        return next < 0 ? lines.size() : line + next;
    }
}
