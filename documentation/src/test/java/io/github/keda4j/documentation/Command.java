package io.github.keda4j.documentation;

import java.util.List;
import java.util.Optional;

/**
 * One simple command of a shell text.
 *
 * @param line its line, from 1
 * @param words the program and its arguments, without quotes and redirections
 * @param piped whether its input or output is connected to another program
 */
record Command(int line, List<String> words, boolean piped) {

    String program() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** The value of an option, as the next word or after an equals sign. */
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
