package io.github.keda4j.cli.lint;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings that existed before, so that the check passes for an existing repository and only new findings are reported.
 * One line per finding: rule, file, object and field, separated by tabs. It contains no line numbers, so that it stays
 * valid if other parts of the file change. Immutable.
 */
public final class Baseline {

    private static final String HEADER = """
            # Findings that keda4j lint ignores because they existed when it was introduced: rule, file, object, field.
            # Delete a line when you have fixed its finding; keda4j lint --baseline FILE --write-baseline rewrites the file.
            """;

    private final Path folder;
    private final Map<String, Integer> counts;

    private Baseline(Path folder, Map<String, Integer> counts) {
        this.folder = folder;
        this.counts = counts;
    }

    /**
     * {@return the baseline in a file}
     *
     * @param file a file written by {@link #write}
     * @throws IOException if it cannot be read, or a line is malformed
     */
    public static Baseline read(Path file) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.chars().filter(c -> c == '\t').count() != 3) {
                    throw new IOException("Line " + number + " of " + file
                            + " must have a rule, a file, an object and a field, with tabs between them.");
                }
                counts.merge(line, 1, Integer::sum);
            }
        } catch (MalformedInputException e) {
            throw new IOException("The baseline " + file + " is not UTF-8.", e);
        }
        return new Baseline(folderOf(file), counts);
    }

    /**
     * Writes findings as a baseline.
     *
     * @param findings the findings
     * @param file the file to create or overwrite
     * @throws IOException if it cannot be written
     */
    public static void write(Iterable<Finding> findings, Path file) throws IOException {
        Path folder = folderOf(file);
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(lineOf(finding, folder));
        }
        lines.sort(null);
        StringBuilder text = new StringBuilder(HEADER);
        for (String line : lines) {
            text.append(line).append('\n');
        }
        Files.writeString(file, text);
    }

    /** Separates new findings from known ones. Each line of the baseline covers one finding. */
    Sieve sieve() {
        return new Sieve(new HashMap<>(counts));
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath().getRoot() : parent;
    }

    private static String lineOf(Finding finding, Path folder) {
        String file = finding.location().map(Location::file).orElse("");
        return finding.rule()
                + '\t'
                + fieldOf(relative(file, folder))
                + '\t'
                + fieldOf(finding.object())
                + '\t'
                + fieldOf(finding.pointer());
    }

    private static String relative(String file, Path folder) {
        if (file.isEmpty() || file.equals(Input.STANDARD_INPUT)) {
            return file;
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        Path root = path.getRoot();
        boolean sameRoot = root != null && root.equals(folder.getRoot());
        return Input.nameOf(sameRoot ? folder.relativize(path) : path);
    }

    private static String fieldOf(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** Removes one finding for each line of the baseline. */
    final class Sieve {

        private final Map<String, Integer> left;

        private Sieve(Map<String, Integer> left) {
            this.left = left;
        }

        boolean holdsBack(Finding finding) {
            String line = lineOf(finding, folder);
            Integer count = left.get(line);
            if (count == null) {
                return false;
            }
            if (count == 1) {
                left.remove(line);
            } else {
                left.put(line, count - 1);
            }
            return true;
        }

        /** The number of lines that matched no finding, because the problem has been fixed. */
        int unused() {
            return left.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
