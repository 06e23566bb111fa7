package io.github.keda4j.trigger.generator.pages;

/** Words as Markdown. */
final class Markdown {

    private Markdown() {}

    /** A name or value in the type of code. */
    static String code(String text) {
        return text.indexOf('`') < 0 ? "`" + text + "`" : "`` " + text + " ``";
    }

    /** Words of the catalogue, in which nothing is markup. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("[", "\\[");
    }

    /** A row of a table; a bar in a cell is no border, not even in the type of code. */
    static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.append('\n').toString();
    }
}
