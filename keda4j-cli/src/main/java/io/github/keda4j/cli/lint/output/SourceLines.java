package io.github.keda4j.cli.lint.output;

import io.github.keda4j.cli.lint.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The source lines of findings. It keeps one text in memory at a time, since findings are sorted by text.
 */
final class SourceLines {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Map<String, Input> inputs = new HashMap<>();
    private @Nullable String current;
    private List<String> lines = List.of();

    SourceLines(List<Input> all) {
        for (Input input : all) {
            inputs.put(input.name(), input);
        }
    }

    /** A line of a text, without its line break; empty if the text can no longer be read. */
    Optional<String> line(String file, int number) {
        if (!file.equals(current)) {
            current = file;
            lines = read(inputs.get(file));
        }
        return number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }

    private static List<String> read(@Nullable Input input) {
        if (input == null) {
            return List.of();
        }
        try {
            String text = new String(input.read(MOST_BYTES), StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of(); // the file was readable a moment ago; the finding is shown without its line
        }
    }
}
