package io.github.keda4j.documentation;

import java.util.List;
import java.util.Optional;

/**
 * One simple command of a shell text.
 *
 * @param line its line, from 1
 * @param words the program and its arguments, without quotes; what is redirected is left out
 * @param piped whether another program gives it its input or takes its output
 */
record Command(int line, List<String> words, boolean piped) {

    String program() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** What stands behind an option, as its next word or behind an equals sign. */
    Optional<String> value(String option) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals(option) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            } else if (words.get(i).startsWith(option + "=")) {
                return Optional.of(words.get(i).substring(option.length() + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
