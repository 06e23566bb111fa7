package io.github.keda4j.cli.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text to check: a file, or standard input. */
public final class Input {

    /** The name of standard input in reports. */
    public static final String STANDARD_INPUT = "<stdin>";

    private final String name;
    private final @Nullable Path path;
    private final boolean named;
    private final String bundle;
    private byte @Nullable [] kept;

    private Input(String name, @Nullable Path path, boolean named, String bundle) {
        this.name = name;
        this.path = path;
        this.named = named;
        this.bundle = bundle;
    }

    /** A file that the user named. */
    static Input named(Path path) {
        return new Input(nameOf(path), path, true, "");
    }

    /**
     * A file that was found in a folder.
     *
     * @param bundle the bundle that the file belongs to: the folder of a kustomization, or empty
     */
    static Input found(Path path, String bundle) {
        return new Input(nameOf(path), path, false, bundle);
    }

    /** A stream. Its bytes are kept to show the lines of findings. */
    static Input stream(byte[] bytes) {
        Input input = new Input(STANDARD_INPUT, null, true, "");
        input.kept = bytes;
        return input;
    }

    /** The path as it was given, with slashes on every system: reports and baselines are compared across machines. */
    static String nameOf(Path path) {
        return path.normalize().toString().replace('\\', '/');
    }

    /** {@return its name in reports: the path as it was given, or {@code <stdin>}} */
    public String name() {
        return name;
    }

    /** {@return the file; empty for standard input} */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** {@return whether the user named this text itself rather than the folder that contains it} */
    public boolean isNamed() {
        return named;
    }

    String bundle() {
        return bundle;
    }

    /**
     * {@return its first bytes}
     *
     * @param most the maximum number of bytes
     * @throws IOException if it cannot be read
     */
    public byte[] read(int most) throws IOException {
        byte[] bytes = kept;
        if (bytes != null) {
            return bytes;
        }
        if (path == null) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
