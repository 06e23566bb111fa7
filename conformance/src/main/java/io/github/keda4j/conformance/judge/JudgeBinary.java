package io.github.keda4j.conformance.judge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The location of the judge's binaries: the folder of {@code -Djudge.bin}, or the one that {@code judge/build.sh}
 * fills.
 */
public final class JudgeBinary {

    private JudgeBinary() {}

    /**
     * {@return the binary for a release; empty if it is not built}
     *
     * @param release the release of KEDA
     */
    public static Optional<Path> of(Release release) {
        return Optional.of(folder().resolve("judge-" + release.keda())).filter(Files::isExecutable);
    }

    /** {@return the folder with the binaries, whether it exists or not} */
    public static Path folder() {
        return Setting.text("judge.bin")
                .map(Path::of)
                .orElseGet(() -> Setting.repository().resolve(Path.of("judge", "bin")));
    }
}
