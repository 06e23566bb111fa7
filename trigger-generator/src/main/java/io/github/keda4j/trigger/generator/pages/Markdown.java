package io.github.keda4j.trigger.generator.pages;

/** Words as Markdown. */
final class Markdown {

    private Markdown() {}

    /** A name or value in the type of code, also in the cell of a table. */
    static String code(String text) {
        String inCell = text.replace("|", "\\|");
        return text.indexOf('`') < 0 ? "`" + inCell + "`" : "`` " + inCell + " ``";
    }

    /** Words of the catalogue, in which nothing is markup. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("[", "\\[");
    }
}
