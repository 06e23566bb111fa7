package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkable parts of a Markdown file.
 *
 * @param name its path from the root of the repository, with slashes
 * @param prose its lines outside of fenced blocks, by number
 */
record Page(Path root, String name, List<Block> blocks, Map<Integer, String> prose) {

    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*) *");
    private static final Pattern NOTE = Pattern.compile(" *<!-- *(\\w+)(?:: *(.*?))? *--> *");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern NO_PART_OF_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static Page read(Path root, Path file) throws IOException {
        String name = root.relativize(file).toString().replace('\\', '/');
        List<Block> blocks = new ArrayList<>();
        Map<Integer, String> prose = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            Matcher note = NOTE.matcher(line);
            if (fence.matches()) {
                StringBuilder text = new StringBuilder();
                int first = i + 1;
                for (i = first; i < lines.size() && !lines.get(i).strip().equals("```"); i++) {
                    text.append(withoutIndent(lines.get(i), fence.group(1).length()))
                            .append('\n');
                }
                blocks.add(new Block(first + 1, fence.group(2), text.toString(), Map.copyOf(notes)));
                notes.clear();
            } else if (note.matches()) {
                notes.put(note.group(1), note.group(2) == null ? "" : note.group(2));
            } else {
                prose.put(i + 1, line);
                if (!line.isBlank()) {
                    notes.clear();
                }
            }
        }
        return new Page(root, name, List.copyOf(blocks), prose);
    }

    private static String withoutIndent(String line, int indent) {
        return line.substring(
                Math.min(indent, line.length() - line.stripLeading().length()));
    }

    /** The anchors that GitHub gives the headings. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose.values()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = NO_PART_OF_AN_ANCHOR
                        .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-');
                int count = seen.merge(anchor, 1, Integer::sum);
                anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
            }
        }
        return anchors;
    }

    /** A separate package for the page's programs, because different pages may use the same class names. */
    String packageName() {
        return "page_" + name.replaceAll("\\W", "_");
    }

    Problem problem(Block block, String message) {
        return problem(block.line(), message);
    }

    Problem problem(int line, String message) {
        return new Problem(name, line, message);
    }
}
