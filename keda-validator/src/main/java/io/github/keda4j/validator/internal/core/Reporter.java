package io.github.keda4j.validator.internal.core;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import io.github.keda4j.validator.Suppression;
import io.github.keda4j.validator.Unchecked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what checks find, object by object, and adds the name and the place of the object. */
public final class Reporter {

    /** The limit for findings of one rule in one object; nobody reads more than a hundred unknown fields. */
    public static final int MOST_OF_A_RULE = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final List<Suppression> suppressed = new ArrayList<>();
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private @Nullable Subject subject;
    private final List<Suppression> suppressedOfSubject = new ArrayList<>(0);
    private final List<Unchecked> uncheckedOfSubject = new ArrayList<>(0);
    /**
     * The rules according to which a part of the object is dropped or the whole object is refused, each with its worst
     * severity.
     */
    private final Map<String, Severity> doubts = new HashMap<>(2);

    private final List<Finding> ofSubject = new ArrayList<>();
    /** The pointers to values that the API server refuses, and separately all their parents. */
    private final Set<String> broken = new HashSet<>();

    private final Set<String> aroundBroken = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private final List<Instead> misspelt = new ArrayList<>(0);
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /**
     * A field that the object must not have, which was written instead of one that is missing.
     *
     * @param written the pointer to the field
     * @param meant the pointer to where the other field would be
     */
    private record Instead(String written, String meant) {

        /** Whether a pointer leads to the place of the other field, or into it. */
        boolean isOf(String pointer) {
            return pointer.startsWith(meant)
                    && (pointer.length() == meant.length() || pointer.charAt(meant.length()) == '/');
        }
    }

    /**
     * The results for an object.
     *
     * @param doubts the rules of the findings about parts of the object that are dropped
     */
    private record Outcome(
            Subject subject,
            List<Finding> findings,
            List<Suppression> suppressed,
            List<Unchecked> unchecked,
            Set<String> doubts) {}

    /** Accepts findings about whole objects, or about no object. */
    public void addAll(Findings whole) {
        for (Finding finding : whole) {
            findings.add(finding);
        }
    }

    /** Accepts what another reporter collected about whole objects. */
    public void addAll(Reporter other) {
        outcomes.addAll(other.outcomes);
    }

    /** Sorts the findings by the order of the objects, regardless of the order in which these were checked. */
    public void finish() {
        outcomes.sort(Reporter::compareBySubject);
        for (Outcome outcome : outcomes) {
            Subject victim = outcome.subject().victim();
            for (Finding finding : outcome.findings()) {
                boolean blamed = victim != null && outcome.doubts().contains(finding.rule());
                findings.add(blamed ? withVictim(finding, Objects.requireNonNull(victim)) : finding);
            }
            suppressed.addAll(outcome.suppressed());
            unchecked.addAll(outcome.unchecked());
        }
        outcomes.clear();
    }

    private static int compareBySubject(Outcome one, Outcome other) {
        return Integer.compare(one.subject().place(), other.subject().place());
    }

    /**
     * Raises a finding about a dropped part of an object to an error if another object cannot work without that part.
     */
    private static Finding withVictim(Finding finding, Subject victim) {
        Finding error = Finding.error(
                        finding.rule(),
                        finding.pointer(),
                        finding.message() + " This may be why " + victim + " cannot work.",
                        finding.hint().orElse(null))
                .about(finding.object());
        Location place = finding.location().orElse(null);
        return place == null ? error : error.at(place);
    }

    /** Runs the checks on an object, one after the other. */
    public void check(Subject next, List<Check> checks, Setting setting) {
        begin(next);
        next.keep();
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).check(next, setting, this);
        }
        end(next);
        next.release();
    }

    private void begin(Subject next) {
        subject = next;
        broken.clear();
        aroundBroken.clear();
        reported.clear();
        counts.clear();
        misspelt.clear();
        doubts.clear();
    }

    /** Finishes the object, and drops the findings that it suppresses. */
    private void end(Subject ended) {
        reportWhatIsLeftOut();
        for (Instead instead : misspelt) {
            mergeInto(instead);
        }
        if (ofSubject.isEmpty() && uncheckedOfSubject.isEmpty()) {
            ended.doubt(null);
            return;
        }
        sortByPlace(ofSubject);
        Suppressions suppressions = Suppressions.of(ended);
        List<Finding> found = new ArrayList<>(ofSubject.size());
        for (Finding finding : ofSubject) {
            Suppression suppression = suppressions.of(finding);
            if (suppression == null) {
                found.add(finding);
            } else {
                suppressedOfSubject.add(suppression);
                doubts.remove(finding.rule());
            }
        }
        ended.doubt(worstDoubt());
        outcomes.add(new Outcome(
                ended,
                found,
                List.copyOf(suppressedOfSubject),
                List.copyOf(uncheckedOfSubject),
                ended.doubt() == Severity.WARNING ? Set.copyOf(doubts.keySet()) : Set.of()));
        ofSubject.clear();
        suppressedOfSubject.clear();
        uncheckedOfSubject.clear();
    }

    private @Nullable Severity worstDoubt() {
        if (doubts.isEmpty()) {
            return null;
        }
        return doubts.containsValue(Severity.ERROR) ? Severity.ERROR : Severity.WARNING;
    }

    private void reportWhatIsLeftOut() {
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            int more = entry.getValue() - MOST_OF_A_RULE;
            if (more > 0) {
                keep(Finding.info(
                        entry.getKey(),
                        "",
                        more == 1
                                ? "One more finding of this rule is left out."
                                : more + " more findings of this rule are left out."));
            }
        }
        counts.clear();
    }

    /** Combines the finding about a misspelt field with the findings that the missing intended field causes. */
    private void mergeInto(Instead instead) {
        Finding field = null;
        Finding cause = null;
        for (Finding finding : ofSubject) {
            if (finding.pointer().equals(instead.written())) {
                field = finding;
            } else if (instead.isOf(finding.pointer())
                    && (cause == null || cause.severity().compareTo(finding.severity()) > 0)) {
                cause = finding;
            }
        }
        if (field == null || cause == null) {
            return;
        }
        Finding merged = Finding.error(
                        cause.rule(),
                        cause.pointer(),
                        cause.message() + " " + field.message(),
                        field.hint().orElse(null))
                .withSeverity(cause.severity().compareTo(field.severity()) < 0 ? cause.severity() : field.severity())
                .about(field.object());
        Location place = field.location().orElse(null);
        ofSubject.removeIf(finding -> instead.isOf(finding.pointer()));
        ofSubject.set(ofSubject.indexOf(field), place == null ? merged : merged.at(place));
    }

    /**
     * Records that an unknown field was written instead of another one; everything else that is wrong with the other
     * field is part of this mistake.
     *
     * @param written the pointer to the unknown field
     * @param meant the pointer to where the other field would be
     */
    public void standsInstead(String written, String meant) {
        for (Instead instead : misspelt) {
            if (instead.meant().equals(meant)) {
                return;
            }
        }
        misspelt.add(new Instead(written, meant));
    }

    /** Whether a field is missing because it or an enclosing field has another name in the object. */
    public boolean isMisspelt(String pointer) {
        for (Instead instead : misspelt) {
            if (instead.isOf(pointer)) {
                return true;
            }
        }
        return false;
    }

    /** Reports that a field is missing, at the place of the field that was written instead. */
    public void reportInstead(Rule rule, String written, String meant, String message, @Nullable String hint) {
        if (count(rule, rule.severity(), meant)) {
            Finding missing = Finding.error(rule.id(), meant, message, hint).withSeverity(rule.severity());
            Location place = subject == null ? null : subject.locate(written);
            keep(place == null ? missing : missing.at(place));
            reported.add(written);
        }
    }

    /** Reports with the severity of the rule. */
    public void report(Rule rule, String pointer, String message, @Nullable String hint) {
        report(rule, rule.severity(), pointer, message, hint);
    }

    /**
     * Reports with another severity than the rule's, if too little is known to be sure, or if the user wants strict
     * checks.
     */
    public void report(Rule rule, Severity severity, String pointer, String message, @Nullable String hint) {
        if (count(rule, severity, pointer)) {
            keep(Finding.error(rule.id(), pointer, message, hint).withSeverity(severity));
        }
    }

    /**
     * Records that something is wrong without reporting it, for example if {@link #isFull} is true for the rule.
     *
     * @return whether there is room to report it
     */
    public boolean count(Rule rule, Severity severity, String pointer) {
        if (severity == Severity.ERROR && (rule.layer() == Layer.SCHEMA || rule.layer() == Layer.ENVELOPE)) {
            addBroken(pointer);
        }
        addDoubt(rule, severity);
        return hasRoomFor(rule.id());
    }

    private void addDoubt(Rule rule, Severity severity) {
        switch (rule.layer()) {
            case ENVELOPE, ADMISSION -> {
                if (severity == Severity.ERROR) {
                    doubts.put(rule.id(), severity);
                }
            }
            case SCHEMA -> {
                if (severity != Severity.INFO && doubts.get(rule.id()) != Severity.ERROR) {
                    doubts.put(rule.id(), severity);
                }
            }
            default -> {}
        }
    }

    private void addBroken(String pointer) {
        broken.add(pointer);
        String around = pointer;
        while (aroundBroken.add(around) && !around.isEmpty()) {
            around = around.substring(0, Math.max(around.lastIndexOf('/'), 0));
        }
    }

    /** Reports a finding that another check made about the object; the pointer of the finding begins at the object. */
    public void report(Finding finding) {
        if (hasRoomFor(finding.rule())) {
            keep(finding);
        }
    }

    /** Whether further findings of a rule are only counted, so that their text need not be built. */
    public boolean isFull(Rule rule) {
        Integer already = counts.get(rule.id());
        return already != null && already >= MOST_OF_A_RULE;
    }

    private boolean hasRoomFor(String rule) {
        Integer already = counts.get(rule);
        int count = already == null ? 1 : already + 1;
        counts.put(rule, count);
        return count <= MOST_OF_A_RULE;
    }

    private void keep(Finding finding) {
        Finding found = finding;
        Subject about = subject;
        if (about != null) {
            found = found.about(about.reference());
            Location place = found.location().isPresent() ? null : about.locate(found.pointer());
            if (place != null) {
                found = found.at(place);
            }
        }
        ofSubject.add(found);
        reported.add(found.pointer());
    }

    /** Records that the validator knows too little to check something. */
    public void unchecked(String pointer, String message) {
        if (subject == null) {
            unchecked.add(new Unchecked("", pointer, message));
        } else {
            uncheckedOfSubject.add(new Unchecked(subject.toString(), pointer, message));
        }
    }

    /**
     * Whether the API server refuses a value, something in it, or something around it; other findings about such a
     * value would only repeat that it is wrong.
     */
    public boolean isBroken(String pointer) {
        if (broken.isEmpty()) {
            return false;
        }
        if (aroundBroken.contains(pointer)) {
            return true;
        }
        int end = pointer.length();
        while (end > 0) {
            end = pointer.lastIndexOf('/', end - 1);
            if (broken.contains(pointer.substring(0, Math.max(end, 0)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the intended namespace of the object is unknown because it is misspelt or refused; the objects that it
     * refers to may be in that namespace.
     */
    public boolean isAstray() {
        return isMisspelt(Subject.NAMESPACE) || isBroken(Subject.NAMESPACE);
    }

    /** Like the method above, for a field of a part, whose pointer is built only if anything is wrong. */
    public boolean isBroken(String part, String field) {
        return !broken.isEmpty() && isBroken(part + field);
    }

    /** Whether anything has been reported about exactly this field. */
    public boolean hasReported(String pointer) {
        return reported.contains(pointer);
    }

    /** The findings in the order of the object's text, if the places are known. */
    private static void sortByPlace(List<Finding> found) {
        if (found.size() > 1 && found.get(0).location().isPresent()) {
            found.sort(Reporter::compareByPlace);
        }
    }

    private static int compareByPlace(Finding one, Finding other) {
        Location a = one.location().orElse(null);
        Location b = other.location().orElse(null);
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return a.line() != b.line() ? Integer.compare(a.line(), b.line()) : Integer.compare(a.column(), b.column());
    }

    public Findings findings() {
        return Findings.of(findings);
    }

    public List<Suppression> suppressed() {
        return suppressed;
    }

    public List<Unchecked> unchecked() {
        return unchecked;
    }
}
