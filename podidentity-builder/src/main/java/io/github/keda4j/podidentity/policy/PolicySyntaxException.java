package io.github.keda4j.podidentity.policy;

/**
 * Thrown if a text is not a policy document: not JSON, or JSON that does not follow the policy grammar. It tells the first
 * place; {@link PolicyValidator} lists all of them.
 */
public final class PolicySyntaxException extends IllegalArgumentException {

    private static final int MAX = 500;

    private final int line;
    private final int column;
    private final String pointer;

    PolicySyntaxException(String problem, String pointer, int line, int column) {
        super("The text is not a policy document: " + shortened(problem)
                + (pointer.isEmpty() ? "" : " at " + shortened(pointer))
                + (line > 0 ? " (line " + line + ", column " + column + ")" : "") + ".");
        this.line = line;
        this.column = column;
        this.pointer = pointer;
    }

    /** {@return the line of the problem, from 1; 0 if the text as a whole is refused} */
    public int line() {
        return line;
    }

    /** {@return the column of the problem, from 1; 0 if the text as a whole is refused} */
    public int column() {
        return column;
    }

    /** {@return the JSON pointer (RFC 6901) to the element that is wrong; empty for the document as a whole} */
    public String pointer() {
        return pointer;
    }

    /** What is quoted from the document may be as long as the document. The parser's own words end with a full stop or not. */
    private static String shortened(String text) {
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return plain.length() > MAX ? plain.substring(0, MAX) + "..." : plain;
    }
}
