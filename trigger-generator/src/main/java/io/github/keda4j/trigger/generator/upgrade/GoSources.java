package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.upgrade.GoPackage.Function;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packages below {@code pkg/scalers}, by the names of their folders. */
final class GoSources {

    /** The package of the scalers themselves. */
    static final String SCALERS = "scalers";

    private final Map<String, GoPackage> packages = new HashMap<>();
    private final Set<String> strings = new HashSet<>();

    private GoSources() {}

    static GoSources read(Path scalers) {
        GoSources sources = new GoSources();
        try (Stream<Path> paths = Files.walk(scalers)) {
            for (Path path : paths.sorted().toList()) {
                String file = path.getFileName().toString();
                if (file.endsWith(".go") && !file.endsWith("_test.go")) {
                    sources.add(packageOf(scalers, path), Files.readString(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /**
     * Adds a file, which is in the folder of its package; the folder of the scalers is the root, regardless of its
     * name.
     */
    private static String packageOf(Path scalers, Path file) {
        Path below = scalers.relativize(file);
        return below.getNameCount() == 1
                ? SCALERS
                : below.getName(below.getNameCount() - 2).toString();
    }

    private void add(String name, String source) {
        GoReader.read(source, packages.computeIfAbsent(name, key -> new GoPackage()));
        for (GoToken token : GoToken.of(source)) {
            if (token.kind() == GoToken.Kind.STRING) {
                strings.add(token.text());
            }
        }
    }

    /** Whether any code contains the string. */
    boolean mentions(String text) {
        return strings.contains(text);
    }

    /** Finds a struct by its name in a package: {@code Name} for its own, or {@code other.Name}. */
    @Nullable
    Struct struct(String inPackage, List<GoToken> type) {
        GoPackage found = packages.get(packageOf(inPackage, type));
        return found == null || type.isEmpty() ? null : found.structs().get(nameOf(type));
    }

    /** The underlying type of a named type that is not a struct; null for types of other libraries. */
    @Nullable
    List<GoToken> underlying(String inPackage, List<GoToken> type) {
        GoPackage found = packages.get(packageOf(inPackage, type));
        return found == null || type.isEmpty() ? null : found.types().get(nameOf(type));
    }

    @Nullable
    Function function(String inPackage, String name) {
        GoPackage found = packages.get(inPackage);
        return found == null ? null : found.functions().get(name);
    }

    /** The text of a constant, from any package that has it. */
    @Nullable
    String constant(String name) {
        for (GoPackage candidate : packages.values()) {
            String text = candidate.constants().get(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The package that a type is declared in. */
    String packageOf(String inPackage, List<GoToken> type) {
        return type.size() == 3 && type.get(1).is(".")
                ? imported(inPackage, type.get(0).text())
                : inPackage;
    }

    /** The folder of a package that has a given name in another package. */
    String imported(String inPackage, String name) {
        GoPackage importing = packages.get(inPackage);
        return importing == null ? name : importing.imports().getOrDefault(name, name);
    }

    private static String nameOf(List<GoToken> type) {
        return type.get(type.size() - 1).text();
    }
}
