package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.cli.lint.LintSettings;
import io.github.keda4j.cli.lint.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the program prints. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(yaml|console)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    @Test
    void theOutputIsThatOfTheManifestAboveIt() throws IOException {
        Path file =
                Files.writeString(folder.resolve("orders.yaml"), blocks("yaml").get(0));
        String out = Cli.run("lint", "--config=/dev/null", file.toString()).out();
        String name = file.normalize().toString();
        assertThat(out.replace(name, "orders.yaml")).isEqualTo(blocks("console").get(0));
    }

    @Test
    void theSettingsAreOnesThatTheProgramTakes() throws IOException {
        Path file =
                Files.writeString(folder.resolve(".keda4j.yaml"), blocks("yaml").get(1));
        LintSettings.Builder settings = LintSettings.builder();
        SettingsFile.read(file, settings);
        assertThat(settings.build().baseline()).contains(folder.resolve("keda4j-baseline.tsv"));
        assertThat(settings.build().rulesOff()).hasSize(1);
    }
}
