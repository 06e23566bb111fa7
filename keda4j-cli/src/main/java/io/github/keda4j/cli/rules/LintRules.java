package io.github.keda4j.cli.rules;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import org.jspecify.annotations.Nullable;

/** The rules that lint adds to those of the validator: about files and texts, not about objects. */
public enum LintRules {
    /** A file or folder that cannot be read. */
    UNREADABLE("input-unreadable", Severity.ERROR),
    /** The text is longer than a manifest can be. */
    TOO_LARGE("input-too-large", Severity.ERROR),
    /** The input is not text in UTF-8. */
    NOT_TEXT("input-not-text", Severity.ERROR),
    /** Standard input is empty, or a folder has no manifest. */
    NOTHING("input-nothing", Severity.ERROR),
    /** A file that the user named contains nothing to check. */
    EMPTY("input-empty", Severity.WARNING),
    /** A chart, whose templates are not manifests yet. */
    HELM_CHART("input-helm-chart", Severity.INFO),
    /** A patch, which is not a whole object. */
    KUSTOMIZE_PATCH("input-kustomize-patch", Severity.INFO),
    /** A template that was not rendered. */
    TEMPLATE("manifest-template", Severity.ERROR),
    /** A character that an editor does not show. */
    INVISIBLE_CHARACTER("manifest-invisible-character", Severity.WARNING);

    private final String id;
    private final Severity severity;

    LintRules(String id, Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    /** {@return the id of its findings} */
    public String id() {
        return id;
    }

    /** {@return their severity} */
    public Severity severity() {
        return severity;
    }

    /**
     * {@return a finding about a text as a whole}
     *
     * @param file its name
     * @param message what was found
     * @param hint what to do about it, or null
     */
    public Finding in(String file, String message, @Nullable String hint) {
        return at(new Location(file, 1, 1), message, hint);
    }

    /**
     * {@return a finding about a place in a text}
     *
     * @param place the place
     * @param message what was found
     * @param hint what to do about it, or null
     */
    public Finding at(Location place, String message, @Nullable String hint) {
        return Finding.error(id, "", message, hint).withSeverity(severity).at(place);
    }

    /**
     * {@return whether findings of a rule say that something could not be checked}
     *
     * @param rule the id of a rule
     */
    public static boolean isOfUnreadInput(String rule) {
        return rule.equals(UNREADABLE.id) || rule.equals(TOO_LARGE.id) || rule.equals(NOTHING.id);
    }
}
