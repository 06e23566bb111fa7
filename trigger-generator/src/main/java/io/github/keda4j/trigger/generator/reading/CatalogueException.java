package io.github.keda4j.trigger.generator.reading;

import java.util.List;

/** Thrown if the catalogue has mistakes; the message has a line for each mistake, with its file and line number. */
public final class CatalogueException extends RuntimeException {

    private final transient List<String> problems;

    CatalogueException(List<String> problems) {
        super(
                problems.size() == 1
                        ? "The catalogue has a mistake:\n  " + problems.get(0)
                        : "The catalogue has " + problems.size() + " mistakes:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return the mistakes, each as {@code file:line: what}, by file and line} */
    public List<String> problems() {
        return problems;
    }
}
