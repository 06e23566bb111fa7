package io.github.keda4j.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The sources of the repository, as text. Each file is read only once. */
final class Sources {

    private static final Set<String> MADE = Set.of("target", ".git", "bin", "node_modules");
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, List<Path>> FILES = new ConcurrentHashMap<>();

    private Sources() {}

    /** The text of a file, or of all Go files directly in a folder and below it. */
    static String text(Path path) {
        return Files.isDirectory(path) ? all(path, ".go") : TEXTS.computeIfAbsent(path.toString(), key -> read(path));
    }

    /** The texts of all files below a folder whose names have the given ending. */
    static String all(Path folder, String ending) {
        return TEXTS.computeIfAbsent(
                folder + " " + ending,
                key -> files(folder, ending).stream().map(Sources::read).collect(Collectors.joining("\n")));
    }

    /** {@return whether a build creates the file, so that it exists only after that build} */
    static boolean isMade(Path root, Path file) {
        for (Path name : root.relativize(file)) {
            if (MADE.contains(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /** The files below a folder whose names have the given ending, without build output. */
    static List<Path> files(Path folder, String ending) {
        return FILES.computeIfAbsent(folder + " " + ending, key -> walk(folder, ending));
    }

    private static List<Path> walk(Path folder, String ending) {
        TreeSet<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    Path name = directory.getFileName();
                    return name != null && MADE.contains(name.toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
