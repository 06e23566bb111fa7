package io.github.keda4j.conformance.judge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the judge's binaries are: in the folder of {@code -Djudge.bin}, or where {@code judge/build.sh} puts them. */
public final class JudgeBinary {

    private JudgeBinary() {}

    /**
     * {@return the binary for a release; empty if it is not built}
     *
     * @param release of KEDA
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
