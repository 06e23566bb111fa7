package io.github.keda4j.podidentity.policy;

import java.nio.file.Path;

/**
 * Thrown if a text is not a policy document: not JSON, or JSON that does not follow the policy grammar. It reports
 * the first problem; {@link PolicyValidator} lists all of them.
 */
public final class PolicySyntaxException extends IllegalArgumentException {

    private static final int MAX = 500;

    private final int line;
    private final int column;
    private final String pointer;

    private final String problem;

    PolicySyntaxException(String problem, String pointer, int line, int column) {
        this("The text", problem, pointer, line, column);
    }

    private PolicySyntaxException(String subject, String problem, String pointer, int line, int column) {
        super(subject + " is not a policy document: " + shortened(problem)
                + (pointer.isEmpty() ? "" : " at " + shortened(pointer))
                + (line > 0 ? " (line " + line + ", column " + column + ")" : "") + ".");
        this.problem = problem;
        this.line = line;
        this.column = column;
        this.pointer = pointer;
    }

    /** The same problem, found in a file. */
    PolicySyntaxException in(Path file) {
        return new PolicySyntaxException("The file " + file, problem, pointer, line, column);
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

    /**
     * Shortens the message, because a quotation may be as long as the document. The parser's own messages may or may
     * not end with a full stop.
     */
    private static String shortened(String text) {
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return plain.length() > MAX ? plain.substring(0, MAX) + "..." : plain;
    }
}
