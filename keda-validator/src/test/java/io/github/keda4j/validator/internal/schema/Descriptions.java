package io.github.keda4j.validator.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Descriptions of fields that an editor shows on hover. The file has one line for each field: its path, a tab, and the
 * words.
 */
final class Descriptions {

    private static final Map<String, String> BY_PATH = read();

    private Descriptions() {}

    /** The description of a kind by its name, or of a field by its path; empty if there is none. */
    static String of(String path) {
        return BY_PATH.getOrDefault(path, "");
    }

    private static Map<String, String> read() {
        Map<String, String> descriptions = new HashMap<>();
        try (InputStream in = Descriptions.class.getResourceAsStream("descriptions.tsv")) {
            if (in == null) {
                throw new IllegalStateException("There is no resource descriptions.tsv.");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split("\t", 2);
                descriptions.put(parts[0], parts[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return descriptions;
    }
}
