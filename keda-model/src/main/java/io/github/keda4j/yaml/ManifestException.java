package io.github.keda4j.yaml;

import java.io.Serializable;
import java.util.List;

/**
 * A text that is no manifest, or does not fit the kinds it names. Lists every problem that was found, with its place; the first
 * hundred if there are more.
 */
public class ManifestException extends IllegalArgumentException {

    private final List<Problem> problems;

    ManifestException(List<Problem> problems, boolean more) {
        super(message(problems, more));
        this.problems = List.copyOf(problems);
    }

    ManifestException(int line, int column, String message) {
        this(List.of(new Problem(line, column, "", "", message)), false);
    }

    /** {@return what is wrong, in the order of the text; at least one, at most 100} */
    public List<Problem> problems() {
        return problems;
    }

    /** {@return the line of the first problem, from 1} */
    public int line() {
        return problems.get(0).line();
    }

    /** {@return the column of the first problem, from 1} */
    public int column() {
        return problems.get(0).column();
    }

    private static String message(List<Problem> problems, boolean more) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        StringBuilder text = new StringBuilder("the manifest has ")
                .append(more ? "more than " : "")
                .append(problems.size())
                .append(more ? " problems, of which these are the first:" : " problems:");
        for (Problem problem : problems) {
            text.append("\n  ").append(problem);
        }
        return text.toString();
    }

    /**
     * One thing that is wrong.
     *
     * @param line where in the text, from 1
     * @param column where in the line, from 1
     * @param object what the text describes there, such as {@code ScaledObject shop/orders}; empty if it is not known
     * @param pointer JSON pointer (RFC 6901) to the field in that object; empty for the object as a whole
     * @param message what was found and what is allowed
     */
    public record Problem(int line, int column, String object, String pointer, String message) implements Serializable {

        /**
         * The problem as a line for people.
         *
         * @return such as {@code line 7, column 18: ScaledObject shop/orders /spec/minReplicaCount: ...}
         */
        @Override
        public String toString() {
            StringBuilder text =
                    new StringBuilder("line ").append(line).append(", column ").append(column);
            if (!object.isEmpty()) {
                text.append(": ").append(object);
            }
            if (!pointer.isEmpty()) {
                text.append(object.isEmpty() ? ": " : " ").append(pointer);
            }
            return text.append(": ").append(message).toString();
        }
    }
}
