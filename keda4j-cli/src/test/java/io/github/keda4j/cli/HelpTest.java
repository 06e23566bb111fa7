package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {

    @Test
    void withoutArgumentsTheProgramShowsItsHelpWithAllCommands() {
        Cli bare = Cli.run();

        assertThat(bare.exitCode()).isZero();
        assertThat(bare.out())
                .isEqualTo(Cli.run("--help").out())
                .startsWith("Usage: keda4j [-hV] COMMAND")
                .contains("lint", "explain");
    }
}
