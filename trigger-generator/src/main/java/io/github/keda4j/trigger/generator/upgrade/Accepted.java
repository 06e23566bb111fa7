package io.github.keda4j.trigger.generator.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Differences that are intended. Each line of the file is {@code TYPE PARAMETER WHAT reason}, where TYPE may end in
 * {@code *}; lines that begin with {@code #} are comments.
 */
final class Accepted {

    private record Entry(String line, String type, String parameter, String what) {

        boolean covers(Difference difference) {
            boolean sameType = type.endsWith("*")
                    ? difference.type().startsWith(type.substring(0, type.length() - 1))
                    : difference.type().equals(type);
            return sameType
                    && difference.parameter().equals(parameter)
                    && difference.what().equals(what);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final SortedSet<String> unused = new TreeSet<>();

    private Accepted() {}

    static Accepted read(Path file) {
        Accepted accepted = new Accepted();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    accepted.add(file, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return accepted;
    }

    private void add(Path file, String line) {
        String[] words = line.split(" ", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException(file + ": '" + line + "' is not 'TYPE PARAMETER WHAT reason'");
        }
        entries.add(new Entry(line, words[0], words[1], words[2]));
        unused.add(line);
    }

    boolean covers(Difference difference) {
        for (Entry entry : entries) {
            if (entry.covers(difference)) {
                unused.remove(entry.line());
                return true;
            }
        }
        return false;
    }

    /** The lines that have not matched any difference so far. */
    SortedSet<String> unused() {
        return unused;
    }
}
