package io.github.keda4j.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed pages match the rules. */
class RulePagesTest {

    private static final Path PAGES = Path.of("..", "docs", "rules");

    @Test
    void thePagesAreUpToDate() throws IOException {
        SortedMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        SortedMap<String, String> made = RulePages.all();
        String command = "write the pages with: mvn -q -pl keda4j-cli exec:java@rules";
        assertThat(committed.keySet()).as(command).isEqualTo(made.keySet());
        assertThat(committed).as(command).isEqualTo(made);
    }

    @Test
    void theIndexLinksEveryPage() {
        String index = RulePages.all().get("README.md");
        assertThat(RuleBook.ids()).allSatisfy(id -> assertThat(index).contains("(" + id + ".md)"));
    }
}
