package io.github.keda4j.trigger.generator.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The trigger types in a KEDA source tree. */
final class KedaSource {

    private static final String BUILDER = "scalers_builder.go";

    private final GoSources sources;
    private final SortedMap<String, KedaScaler> scalers = new TreeMap<>();

    private KedaSource(GoSources sources) {
        this.sources = sources;
    }

    /**
     * Reads the tree.
     *
     * @throws IllegalArgumentException if it is not a source tree of KEDA
     */
    static KedaSource read(Path tree) {
        if (!Files.isDirectory(tree)) {
            throw new IllegalArgumentException("there is no folder " + tree);
        }
        Path scalers = tree.resolve("pkg/scalers");
        if (!Files.isDirectory(scalers)) {
            throw new IllegalArgumentException(tree + " is not a source tree of KEDA: it has no folder pkg/scalers");
        }
        KedaSource source = new KedaSource(GoSources.read(scalers));
        GoPackage builder = new GoPackage();
        GoReader.read(builderFile(tree), builder);
        GoPackage.Function buildScaler = builder.functions().get("buildScaler");
        if (buildScaler == null) {
            throw new IllegalArgumentException(BUILDER + " has no function buildScaler");
        }
        source.readCases(buildScaler.body());
        return source;
    }

    private static String builderFile(Path tree) {
        try (Stream<Path> paths = Files.walk(tree.resolve("pkg"))) {
            Path file = paths.filter(path -> path.endsWith(BUILDER))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(tree + "/pkg has no file " + BUILDER));
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code case "a", "b": return scalers.NewX(...)} for every type. */
    private void readCases(List<GoToken> body) {
        List<GoToken> cases = body.stream()
                .filter(token -> token.kind() != GoToken.Kind.NEWLINE)
                .toList();
        List<String> types = new ArrayList<>();
        for (int i = 0; i + 2 < cases.size(); i++) {
            if (cases.get(i).isWord("case")) {
                types.clear();
                int at = i + 1;
                while (at < cases.size() && !cases.get(at).is(":")) {
                    if (cases.get(at).kind() == GoToken.Kind.STRING) {
                        types.add(cases.get(at).text());
                    }
                    at++;
                }
            } else if (cases.get(i).isWord(GoSources.SCALERS)
                    && cases.get(i + 1).is(".")) {
                String constructor = cases.get(i + 2).text();
                types.forEach(type -> scalers.put(type, ScalerCode.follow(sources, type, constructor)));
                types.clear();
            }
        }
    }

    /** The scalers by type. */
    SortedMap<String, KedaScaler> scalers() {
        return scalers;
    }

    /** Whether the code of any scaler contains the string. */
    boolean mentions(String text) {
        return sources.mentions(text);
    }
}
