package io.github.keda4j.trigger.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that contains only generated files. */
public final class Folder {

    private final Path root;

    private Folder(Path root) {
        this.root = root;
    }

    /**
     * Creates a reference to a folder, which need not exist.
     *
     * @param root the root of the files
     * @return the folder
     */
    public static Folder of(Path root) {
        return new Folder(root);
    }

    /**
     * Makes the folder contain exactly the given files. A file that already has its text is not rewritten.
     *
     * @param files the text of each file by its path, with slashes
     * @throws UncheckedIOException if a file cannot be written
     */
    public void write(Map<String, String> files) {
        try {
            for (Path path : existing()) {
                if (!files.containsKey(name(path))) {
                    Files.delete(path);
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> existing() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
