package io.github.keda4j.findings;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One observation about an object: the rule, the place, what was found, and what to write instead. Immutable.
 *
 * <p>The message is one or two sentences: the subject, what was found, what is allowed. The hint, if there is one, is
 * an imperative sentence that says what to write instead. Both end with a full stop or a question mark. If a quotation
 * or a word has more than 160 characters, they show the first 120 characters and the length.
 */
public final class Finding implements Serializable {

    private final String rule;
    private final Severity severity;
    private final String object;
    private final String pointer;
    private final String message;
    private final @Nullable String hint;
    private final @Nullable Location location;

    private Finding(
            String rule,
            Severity severity,
            String object,
            String pointer,
            String message,
            @Nullable String hint,
            @Nullable Location location) {
        this.rule = rule;
        this.severity = severity;
        this.object = requireNonNull(object, "object");
        this.pointer = requireNonNull(pointer, "pointer");
        this.message = message;
        this.hint = hint;
        this.location = location;
    }

    private static Finding of(String rule, Severity severity, String pointer, String message, @Nullable String hint) {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("A finding must have the id of its rule.");
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("A finding of rule " + rule + " must have a message.");
        }
        if (hint != null && hint.isBlank()) {
            throw new IllegalArgumentException("The hint of a finding of rule " + rule + " must not be blank.");
        }
        String shownMessage = Excerpt.of(message);
        String shownHint = hint == null ? null : Excerpt.of(hint);
        if (Wording.isEnforced()) {
            Wording.check(rule, shownMessage, shownHint);
        }
        return new Finding(rule, severity, "", pointer, shownMessage, shownHint, null);
    }

    /**
     * {@return a finding that makes its object unusable, without a hint and not yet tied to an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found and what is allowed, not blank
     * @throws IllegalArgumentException if {@code rule} or {@code message} is blank
     */
    public static Finding error(String rule, String pointer, String message) {
        return of(rule, Severity.ERROR, pointer, message, null);
    }

    /**
     * {@return a finding that makes its object unusable, not yet tied to an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found and what is allowed, not blank
     * @param hint what to write instead, or null if there is nothing to say
     * @throws IllegalArgumentException if {@code rule}, {@code message} or {@code hint} is blank
     */
    public static Finding error(String rule, String pointer, String message, @Nullable String hint) {
        return of(rule, Severity.ERROR, pointer, message, hint);
    }

    /**
     * {@return a finding about something that is accepted but probably not intended, without a hint and not yet tied to
     * an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found and what is allowed, not blank
     * @throws IllegalArgumentException if {@code rule} or {@code message} is blank
     */
    public static Finding warning(String rule, String pointer, String message) {
        return of(rule, Severity.WARNING, pointer, message, null);
    }

    /**
     * {@return a finding about something that is accepted but probably not intended, not yet tied to an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found and what is allowed, not blank
     * @param hint what to write instead, or null if there is nothing to say
     * @throws IllegalArgumentException if {@code rule}, {@code message} or {@code hint} is blank
     */
    public static Finding warning(String rule, String pointer, String message, @Nullable String hint) {
        return of(rule, Severity.WARNING, pointer, message, hint);
    }

    /**
     * {@return a finding that is only worth knowing, without a hint and not yet tied to an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found, not blank
     * @throws IllegalArgumentException if {@code rule} or {@code message} is blank
     */
    public static Finding info(String rule, String pointer, String message) {
        return of(rule, Severity.INFO, pointer, message, null);
    }

    /**
     * {@return a finding that is only worth knowing, not yet tied to an object}
     *
     * @param rule id of the rule, not blank
     * @param pointer JSON pointer to the field; empty for the object as a whole
     * @param message what was found, not blank
     * @param hint what to write instead, or null if there is nothing to say
     * @throws IllegalArgumentException if {@code rule}, {@code message} or {@code hint} is blank
     */
    public static Finding info(String rule, String pointer, String message, @Nullable String hint) {
        return of(rule, Severity.INFO, pointer, message, hint);
    }

    /**
     * {@return the stable id of the rule} It is in lower case with dashes, such as {@code trigger-missing-parameter}.
     * Tools filter by it, so its meaning never changes.
     */
    public String rule() {
        return rule;
    }

    /** {@return how much it matters} */
    public Severity severity() {
        return severity;
    }

    /**
     * {@return what the finding is about, such as {@code ScaledObject security/q-read}; empty if the caller knows it}
     */
    public String object() {
        return object;
    }

    /** {@return the JSON pointer (RFC 6901) to the field inside the object; empty for the object as a whole} */
    public String pointer() {
        return pointer;
    }

    /** {@return what was found and what is allowed} */
    public String message() {
        return message;
    }

    /** {@return what to write instead; empty if the message says everything} */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** {@return the place in the text that the object was read from; empty if it is unknown} */
    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    /**
     * {@return the same finding, about the given object}
     *
     * @param newObject the object's name in reports, such as {@code ScaledObject security/q-read}
     */
    public Finding about(String newObject) {
        return new Finding(rule, severity, newObject, pointer, message, hint, location);
    }

    /**
     * {@return the same finding, about the given object}
     *
     * @param newObject the object's name in reports
     */
    public Finding about(ObjectReference newObject) {
        return about(newObject.toString());
    }

    /**
     * {@return the same finding, with its pointer moved below the given one} This turns a finding about a part into one
     * about the whole.
     *
     * @param parent JSON pointer to the part, such as {@code /spec/triggers/0}
     */
    public Finding under(String parent) {
        return new Finding(rule, severity, object, parent + pointer, message, hint, location);
    }

    /**
     * {@return the same finding, at a place in a text}
     *
     * @param newLocation the place
     */
    public Finding at(Location newLocation) {
        return new Finding(rule, severity, object, pointer, message, hint, requireNonNull(newLocation, "newLocation"));
    }

    /**
     * {@return the same finding with another severity} It is for callers that are stricter or more lenient than the
     * rule.
     *
     * @param newSeverity the caller's severity
     */
    public Finding withSeverity(Severity newSeverity) {
        return new Finding(rule, requireNonNull(newSeverity, "newSeverity"), object, pointer, message, hint, location);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding that
                && rule.equals(that.rule)
                && severity == that.severity
                && object.equals(that.object)
                && pointer.equals(that.pointer)
                && message.equals(that.message)
                && Objects.equals(hint, that.hint)
                && Objects.equals(location, that.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, severity, object, pointer, message, hint, location);
    }

    /**
     * {@return the finding as a readable line: place, severity, object, pointer, message, hint and rule, as far as they
     * are present} For example: {@code ERROR ScaledObject security/q-read /spec/triggers/0/metadata/queueURL: ...
     * [rule]}.
     */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (location != null) {
            line.append(location).append(": ");
        }
        line.append(severity);
        if (!object.isEmpty()) {
            line.append(' ').append(object);
        }
        if (!pointer.isEmpty()) {
            line.append(' ').append(pointer);
        }
        line.append(": ").append(message);
        if (hint != null) {
            line.append(message.endsWith(".") || message.endsWith("?") ? " " : ". ")
                    .append(hint);
        }
        return line.append(" [").append(rule).append(']').toString();
    }
}
