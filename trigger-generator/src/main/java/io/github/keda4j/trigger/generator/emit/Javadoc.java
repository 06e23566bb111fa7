package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a Javadoc comment: paragraphs and tags, in lines of up to 120 characters. */
final class Javadoc {

    /** The columns at which a comment begins: for a class, for its members, and for members of a nested class. */
    static final int CLASS = 0;

    static final int MEMBER = 4;
    static final int INNER = 8;

    private static final String CODE = "{@code ";
    private static final char GLUE = '\u00a0';
    /** An at sign that may begin a tag; one inside a word, such as in an e-mail address, cannot. */
    private static final Pattern TAG = Pattern.compile("(?<![A-Za-z0-9])@");

    private final int width;
    private final List<String> lines = new ArrayList<>();
    private boolean tags;

    Javadoc(int column) {
        this.width = Code.WIDTH - column - " * ".length();
    }

    /** Adds a paragraph of text that is already Javadoc. */
    Javadoc paragraph(String text) {
        if (lines.isEmpty()) {
            wrap(text, "");
        } else {
            lines.add("");
            wrap("<p>" + text, "");
        }
        return this;
    }

    /** Adds lines of Java unchanged. */
    Javadoc code(List<String> code) {
        boolean plain = code.stream().allMatch(line -> code(line).startsWith(CODE));
        lines.add("");
        lines.add("<pre>" + (plain ? CODE.strip() : "<code>"));
        code.forEach(line -> lines.add(plain ? line : escape(line)));
        lines.add((plain ? "}" : "</code>") + "</pre>");
        return this;
    }

    /** Adds list items of text that is already Javadoc. */
    Javadoc list(List<String> items) {
        lines.add("<ul>");
        items.forEach(item -> wrap("  <li>" + item, "      "));
        lines.add("</ul>");
        return this;
    }

    Javadoc tag(String tag, String text) {
        if (!tags && !lines.isEmpty()) {
            lines.add("");
        }
        tags = true;
        wrap("@" + tag + " " + text, "    ");
        return this;
    }

    private void wrap(String text, String continued) {
        StringBuilder line = new StringBuilder();
        for (String part : text.replace(CODE, CODE.strip() + GLUE).split(" ", -1)) {
            String word = part.replace(GLUE, ' ');
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(continued).append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    /** Converts words of the catalogue to a sentence of Javadoc. */
    static String sentence(String words) {
        return escape(Sentences.of(words));
    }

    /**
     * Escapes words, so that they contain neither tags nor anything that the compiler would read as a Unicode escape.
     */
    static String escape(String words) {
        String text = words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u");
        return TAG.matcher(text).replaceAll("&#64;");
    }

    /** Formats a value or name as code. */
    static String code(String text) {
        boolean special =
                text.contains("*/") || text.contains("\\u") || TAG.matcher(text).find();
        return !special && isBalanced(text) ? "{@code " + text + "}" : "<code>" + escape(text) + "</code>";
    }

    static List<String> codes(List<String> texts) {
        return texts.stream().map(Javadoc::code).toList();
    }

    private static boolean isBalanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
