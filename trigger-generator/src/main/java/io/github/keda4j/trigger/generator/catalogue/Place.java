package io.github.keda4j.trigger.generator.catalogue;

/**
 * A line of a file of the catalogue.
 *
 * @param file the path below the catalogue's folder, with slashes
 * @param line the line, counted from 1
 */
public record Place(String file, int line) {

    /** {@return {@code file:line}, which editors turn into a link} */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
