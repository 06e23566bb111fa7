package io.github.keda4j.documentation;

import java.util.ArrayList;
import java.util.List;

/** Every block has a fence with its language, because nothing would check a block that is merely indented. */
final class Fences {

    private static final int INDENT = 4;

    private Fences() {}

    static List<Problem> check(Page page) {
        List<Problem> problems = new ArrayList<>();
        int item = 0;
        boolean afterEmpty = true;
        for (var line : page.prose().entrySet()) {
            String text = line.getValue();
            int indent = text.length() - text.stripLeading().length();
            if (!text.isBlank()) {
                if (afterEmpty && indent >= item + INDENT) {
                    problems.add(page.problem(line.getKey(), "Give the block a fence and a language."));
                }
                if (text.matches(" *(-|\\d+\\.) +.*")) {
                    item = text.replaceFirst("^( *(-|\\d+\\.) +).*", "$1").length();
                } else if (indent == 0) {
                    item = 0;
                }
            }
            afterEmpty = text.isBlank();
        }
        return problems;
    }
}
