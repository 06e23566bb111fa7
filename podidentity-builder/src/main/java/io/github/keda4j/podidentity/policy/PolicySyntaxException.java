package io.github.keda4j.podidentity.policy;

/**
 * Thrown where a text is not a policy document: not JSON, or JSON that does not follow the policy grammar. It tells of
 * the first place; {@link PolicyValidator} lists all
 * of them.
 */
public final class PolicySyntaxException extends IllegalArgumentException {

    private static final int MAX = 500;

    private final int line;
    private final int column;
    private final String pointer;

    PolicySyntaxException(String problem, String pointer, int line, int column) {
        super("not a policy document: " + shortened(problem)
                + (pointer.isEmpty() ? "" : " at " + shortened(pointer))
                + (line > 0 ? " (line " + line + ", column " + column + ")" : ""));
        this.line = line;
        this.column = column;
        this.pointer = pointer;
    }

    /**
     * The line of the problem.
     *
     * @return from 1; 0 where the text as a whole is refused
     */
    public int line() {
        return line;
    }

    /**
     * The column of the problem.
     *
     * @return from 1; 0 where the text as a whole is refused
     */
    public int column() {
        return column;
    }

    /**
     * JSON pointer (RFC 6901) to the element that is wrong.
     *
     * @return empty for the document as a whole
     */
    public String pointer() {
        return pointer;
    }

    /** What is quoted from the document may be as long as the document. */
    private static String shortened(String text) {
        return text.length() > MAX ? text.substring(0, MAX) + "..." : text;
    }
}
