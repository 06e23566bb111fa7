package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.catalogue.Release;
import java.util.Optional;

/** Writes words as Markdown. */
final class Markdown {

    private Markdown() {}

    /** Formats a name or value as code. */
    static String code(String text) {
        return text.indexOf('`') < 0 ? "`" + text + "`" : "`` " + text + " ``";
    }

    /** Escapes words of the catalogue, so that nothing in them is markup. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("[", "\\[");
    }

    /** The beginning of a deprecation note, with the release that announced it if that is known. */
    static String deprecated(Optional<Release> since) {
        return since.map(release -> "**Deprecated** since " + release.text() + ". ")
                .orElse("**Deprecated.** ");
    }

    /** Writes a row of a table; a bar inside a cell is escaped, even in code. */
    static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.append('\n').toString();
    }
}
