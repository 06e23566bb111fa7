package io.github.keda4j.findings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text that a finding is about.
 *
 * @param file the text's name, as the user passed it, such as a path; null if it has none
 * @param line the line, counted from 1
 * @param column the column in characters, counted from 1
 */
public record Location(@Nullable String file, int line, int column) implements Serializable {

    /**
     * Checks the line and the column.
     *
     * @param file the text's name, or null
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     * @throws IllegalArgumentException if line or column is less than 1
     */
    public Location {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "Line " + line + " and column " + column + " of a location must both be at least 1.");
        }
    }

    /** {@return {@code file:line:column}, or {@code line 7, column 3} if there is no file} */
    @Override
    public String toString() {
        return file == null ? "line " + line + ", column " + column : file + ":" + line + ":" + column;
    }
}
