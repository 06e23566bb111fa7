package io.github.keda4j.findings;

import static java.util.Objects.requireNonNull;

/**
 * One observation about an object: which rule, where, what was found, and what to write instead.
 *
 * @param rule stable id of the rule, in lower case with dashes, such as {@code trigger-missing-parameter}; tools filter
 *     by it, so it never changes its meaning
 * @param severity how much it matters
 * @param object what the finding is about, such as {@code ScaledObject security/q-read}; empty where the caller knows it
 * @param pointer JSON pointer (RFC 6901) to the field inside that object; empty for the object as a whole
 * @param message what was found and what is allowed, one sentence
 * @param hint what to do about it; empty where the message already says so
 */
public record Finding(String rule, Severity severity, String object, String pointer, String message, String hint) {

    /**
     * Takes the parts as they are.
     *
     * @param rule id of the rule, not blank
     * @param severity how much it matters
     * @param object what the finding is about, or empty
     * @param pointer JSON pointer to the field, or empty
     * @param message what was found, not blank
     * @param hint what to do, or empty
     * @throws IllegalArgumentException if {@code rule} or {@code message} is blank
     */
    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(object, "object");
        requireNonNull(pointer, "pointer");
        requireNonNull(hint, "hint");
        if (rule.isBlank()) {
            throw new IllegalArgumentException("a finding needs the id of its rule");
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("a finding of rule " + rule + " needs a message");
        }
    }

    /**
     * A finding that makes its object unusable.
     *
     * @param rule id of the rule
     * @param pointer JSON pointer to the field
     * @param message what was found and what is allowed
     * @param hint what to do, or empty
     * @return the finding, not yet tied to an object
     */
    public static Finding error(String rule, String pointer, String message, String hint) {
        return new Finding(rule, Severity.ERROR, "", pointer, message, hint);
    }

    /**
     * A finding about something that is accepted and probably not meant.
     *
     * @param rule id of the rule
     * @param pointer JSON pointer to the field
     * @param message what was found and what is allowed
     * @param hint what to do, or empty
     * @return the finding, not yet tied to an object
     */
    public static Finding warning(String rule, String pointer, String message, String hint) {
        return new Finding(rule, Severity.WARNING, "", pointer, message, hint);
    }

    /**
     * A finding that is only worth knowing.
     *
     * @param rule id of the rule
     * @param pointer JSON pointer to the field
     * @param message what was found
     * @param hint what to do, or empty
     * @return the finding, not yet tied to an object
     */
    public static Finding info(String rule, String pointer, String message, String hint) {
        return new Finding(rule, Severity.INFO, "", pointer, message, hint);
    }

    /**
     * The same finding, said of the given object.
     *
     * @param newObject such as {@code ScaledObject security/q-read}
     * @return a copy
     */
    public Finding about(String newObject) {
        return new Finding(rule, severity, newObject, pointer, message, hint);
    }

    /**
     * The same finding, its pointer moved below the given one: what a check of a part becomes in a report on the whole.
     *
     * @param parent JSON pointer to the part, such as {@code /spec/triggers/0}
     * @return a copy
     */
    public Finding under(String parent) {
        return new Finding(rule, severity, object, parent + pointer, message, hint);
    }

    /**
     * The finding as a line for people: severity, object, pointer, message, hint and rule.
     *
     * @return such as {@code ERROR ScaledObject security/q-read /spec/triggers/0/metadata/queueURL: ... [rule]}
     */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(severity.name());
        appendIfPresent(line, " ", object);
        appendIfPresent(line, " ", pointer);
        line.append(": ").append(message);
        appendIfPresent(line, message.endsWith(".") ? " " : ". ", hint);
        return line.append(" [").append(rule).append(']').toString();
    }

    private static void appendIfPresent(StringBuilder line, String separator, String text) {
        if (!text.isEmpty()) {
            line.append(separator).append(text);
        }
    }
}
