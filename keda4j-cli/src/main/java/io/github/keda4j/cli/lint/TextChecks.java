package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.rules.LintRules;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.yaml.ParsedManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds characters that look like a space or are invisible, and templates that were not rendered. It checks only
 * KEDA's objects, and texts that could not be read.
 */
final class TextChecks {

    private static final int MOST_CHARACTERS = 20;

    private TextChecks() {}

    /** The parser's findings, improved where possible, and problems that the parser does not see. */
    static List<Finding> check(Input input, byte[] bytes, List<ParsedManifest> objects, List<Finding> problems) {
        boolean ascii = true;
        boolean marked = false;
        for (int i = 0; i < bytes.length; i++) {
            ascii &= bytes[i] >= 0;
            marked |= bytes[i] == '{' && i + 1 < bytes.length && bytes[i + 1] == '{';
            marked |= bytes[i] == '$' && i + 1 < bytes.length && bytes[i + 1] == '{' && !problems.isEmpty();
        }
        if (ascii && !marked) {
            return problems;
        }
        Lines lines = new Lines(new String(bytes, StandardCharsets.UTF_8), objects);
        List<Finding> findings = new ArrayList<>();
        Finding template = marked ? template(input, lines, problems) : null;
        if (template != null) {
            findings.add(template);
        }
        if (template == null || problems.isEmpty()) {
            findings.addAll(problems);
        }
        if (!ascii) {
            invisible(input, lines, findings);
        }
        return findings;
    }

    /** One finding for a template, which replaces all of the parser's findings about it. */
    private static @Nullable Finding template(Input input, Lines lines, List<Finding> problems) {
        Location place = lines.find(input, "{{");
        if (place != null) {
            return LintRules.TEMPLATE.at(
                    place,
                    "The text is a template that was not rendered: {{ is on line " + place.line() + ".",
                    "Render it first, with helm template CHART | keda4j lint - if it belongs to a Helm chart.");
        }
        place = problems.isEmpty() ? null : lines.find(input, "${");
        if (place != null) {
            return LintRules.TEMPLATE.at(
                    place,
                    "The text is a template that was not rendered: ${ is on line " + place.line() + ".",
                    "Render it first, with envsubst " + (input.path().isEmpty() ? "" : "< " + input.name() + " ")
                            + "| keda4j lint - if these are environment variables.");
        }
        return null;
    }

    private static void invisible(Input input, Lines lines, List<Finding> findings) {
        int count = 0;
        for (int line = 1; line <= lines.count() && count < MOST_CHARACTERS; line++) {
            if (!lines.matters(line)) {
                continue;
            }
            String text = lines.text(line);
            for (int i = line == 1 && text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '#' && (i == 0 || text.charAt(i - 1) == ' ')) {
                    break;
                }
                String name = c < 0x80 ? "" : nameOf(c);
                if (!name.isEmpty() && count++ < MOST_CHARACTERS) {
                    findings.add(LintRules.INVISIBLE_CHARACTER.at(
                            InputReader.place(input, line, i + 1),
                            "There is " + name + " (U+" + String.format(Locale.ROOT, "%04X", (int) c)
                                    + ") here, which looks like a space or is invisible. YAML reads it as a letter.",
                            isSpace(c) ? "Replace it with a space." : "Delete it."));
                }
            }
        }
    }

    private static boolean isSpace(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** The name of an invisible character; empty for other characters. */
    private static String nameOf(char c) {
        return switch (c) {
            case '\u00A0' -> "a no-break space";
            case '\u202F' -> "a narrow no-break space";
            case '\u00AD' -> "a soft hyphen";
            case '\u200B' -> "a zero width space";
            case '\u200C', '\u200D', '\u2060' -> "a zero width joiner";
            case '\uFEFF' -> "a byte order mark";
            case '\u2028', '\u2029' -> "a line separator";
            case '\u3000' -> "an ideographic space";
            case '\u1680', '\u205F' -> "a typographic space";
            default -> {
                if (isBetween(c, '\u2000', '\u200A')) {
                    yield "a typographic space";
                }
                boolean direction = isBetween(c, '\u200E', '\u200F')
                        || isBetween(c, '\u202A', '\u202E')
                        || isBetween(c, '\u2066', '\u2069');
                yield direction ? "a text direction mark" : "";
            }
        };
    }

    private static boolean isBetween(char c, char first, char last) {
        return c >= first && c <= last;
    }

    /** The lines of a text. Each belongs to an object or to a part that could not be read. */
    private static final class Lines {

        private final List<String> texts;
        private final TreeMap<Integer, Boolean> kedaFrom = new TreeMap<>();

        Lines(String text, List<ParsedManifest> objects) {
            texts = text.lines().toList();
            for (ParsedManifest object : objects) {
                kedaFrom.put(object.location().line(), isKeda(object));
            }
            for (int line = 1; line <= texts.size(); line++) {
                if (texts.get(line - 1).startsWith("---")) {
                    kedaFrom.putIfAbsent(line, true); // until the line of an object that could be read
                }
            }
        }

        int count() {
            return texts.size();
        }

        String text(int line) {
            return texts.get(line - 1);
        }

        boolean matters(int line) {
            var entry = kedaFrom.floorEntry(line);
            return entry == null || entry.getValue();
        }

        @Nullable
        Location find(Input input, String mark) {
            for (int line = 1; line <= texts.size(); line++) {
                String text = texts.get(line - 1);
                int column = text.indexOf(mark);
                if (column >= 0 && !text.stripLeading().startsWith("#") && matters(line)) {
                    return InputReader.place(input, line, column + 1);
                }
            }
            return null;
        }
    }

    /** Whether an object is one of KEDA's, or is meant to be one. */
    static boolean isKeda(ParsedManifest object) {
        String apiVersion = object.apiVersion().orElse("");
        return apiVersion.startsWith("keda.")
                || apiVersion.startsWith("eventing.keda.")
                || object.kind().isEmpty()
                || apiVersion.isEmpty();
    }
}
