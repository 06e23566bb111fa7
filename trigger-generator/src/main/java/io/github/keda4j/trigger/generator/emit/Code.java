package io.github.keda4j.trigger.generator.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out expressions in lines of up to 120 characters. Class names are simple names here, for which {@link
 * EngineNames} adds the imports.
 */
final class Code {

    static final int WIDTH = 120;
    static final String CONTINUED = "        ";

    private Code() {}

    /**
     * A chain of calls: on one line if it fits, otherwise with each call on its own line.
     *
     * @param column the column at which the first line begins
     * @param indent the spaces before the following lines
     */
    static String chain(int column, String indent, String head, List<String> calls) {
        String line = head + String.join("", calls);
        if (fits(column, line)) {
            return line;
        }
        StringBuilder lines = new StringBuilder(head);
        for (String call : calls) {
            lines.append('\n').append(indent).append(call);
        }
        return lines.toString();
    }

    /**
     * Arguments in brackets: on one line if they fit, otherwise filled into several lines.
     *
     * @param column the column of the opening bracket
     * @param base the column at which JavaPoet begins the following lines
     * @param indent the spaces before these lines, from that column
     */
    static String arguments(int column, int base, String indent, List<String> arguments) {
        String line = "(" + String.join(", ", arguments) + ")";
        return fits(column, line) ? line : "(\n" + indent + fill(base, indent, arguments) + ")";
    }

    /**
     * Joins the words with commas, on lines that begin with the indentation; the caller adds that of the first line.
     */
    static String fill(int base, String indent, List<String> words) {
        StringBuilder lines = new StringBuilder();
        int begin = base + indent.length();
        int column = begin;
        for (int i = 0; i < words.size(); i++) {
            boolean last = i + 1 == words.size();
            String word = words.get(i) + (last ? "" : ",");
            if (i > 0) {
                boolean fits = column + 1 + word.length() + (last ? 3 : 0) <= WIDTH;
                lines.append(fits ? " " : "\n" + indent);
                column = fits ? column + 1 : begin;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    /** A string literal; a long one is split into several, each on its own line. */
    static String string(int column, String indent, String text) {
        String literal = literal(text);
        if (fits(column, literal) || text.indexOf(' ') < 0) {
            return literal;
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int room = WIDTH - Math.max(column, indent.length() + 2) - 8;
        for (String word : text.split("(?<= )", -1)) {
            if (!line.isEmpty() && literal(line + word).length() > room) {
                lines.add(literal(line.toString()));
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(literal(line.toString()));
        return String.join("\n" + indent + "+ ", lines);
    }

    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    static List<String> literals(List<String> texts) {
        return texts.stream().map(Code::literal).toList();
    }

    static boolean fits(int column, String line) {
        return column + line.length() + 2 <= WIDTH;
    }
}
