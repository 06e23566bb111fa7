package io.github.keda4j.trigger.generator.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Tidies up the output of JavaPoet: short comments on one line, an empty line at the beginning of a class, constants
 * without Javadoc directly below each other.
 */
final class SourceText {

    private final List<String> lines = new ArrayList<>();

    private SourceText() {}

    static String of(String source) {
        SourceText text = new SourceText();
        List<String> all = source.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (isShortComment(all, i)) {
                text.lines.add(oneLine(all, i));
                i += 2;
            } else if (all.get(i).endsWith(") {")
                    && i + 1 < all.size()
                    && all.get(i + 1).strip().equals("}")) {
                text.lines.add(all.get(i) + "}");
                i++;
            } else {
                text.add(all, i);
            }
        }
        return String.join("\n", text.lines) + "\n";
    }

    private void add(List<String> all, int at) {
        String line = all.get(at);
        boolean betweenParameters =
                line.isEmpty() && at + 1 < all.size() && isParameter(all.get(at + 1)) && endsParameter(at, all);
        if (!betweenParameters) {
            lines.add(line);
        }
        if (beginsClass(line) && at + 1 < all.size() && !all.get(at + 1).isEmpty()) {
            lines.add("");
        }
    }

    private static boolean beginsClass(String line) {
        return line.contains(" class ") && line.endsWith("{");
    }

    private static boolean isParameter(String line) {
        return line.startsWith("    static final Parameter ");
    }

    /** Whether the previous line belongs to a parameter: it begins or continues one. */
    private static boolean endsParameter(int at, List<String> all) {
        int i = at - 1;
        while (i > 0 && all.get(i).startsWith("            ")) {
            i--;
        }
        return i >= 0 && isParameter(all.get(i));
    }

    private static boolean isShortComment(List<String> all, int at) {
        return all.get(at).strip().equals("/**")
                && at + 2 < all.size()
                && all.get(at + 2).strip().equals("*/")
                && oneLine(all, at).length() <= Code.WIDTH;
    }

    private static String oneLine(List<String> all, int at) {
        String text = all.get(at + 1).strip().substring(1).strip();
        return all.get(at) + " " + text + " */";
    }
}
