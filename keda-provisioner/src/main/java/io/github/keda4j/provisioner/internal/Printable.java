package io.github.keda4j.provisioner.internal;

/**
 * Text that a terminal shows unchanged: without line breaks, control characters and characters that change the
 * writing direction.
 */
public final class Printable {

    private Printable() {}

    /**
     * {@return whether a terminal shows the text unchanged}
     *
     * @param text any text
     */
    public static boolean is(String text) {
        return text.codePoints().allMatch(Printable::is);
    }

    private static boolean is(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * {@return the text with the code of each character that a terminal would not show, as in {@code \}{@code u001b}}
     *
     * @param text any text
     */
    public static String of(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (is(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format("\\u%04x", character));
            }
        });
        return shown.toString();
    }
}
