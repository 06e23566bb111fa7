package io.github.keda4j.findings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The findings of a check, in the order in which they were found. Immutable. */
public final class Findings implements Iterable<Finding>, Serializable {

    private static final Findings NONE = new Findings(List.of());

    private final List<Finding> all;

    private Findings(List<Finding> all) {
        this.all = all;
    }

    /** {@return the result of a check that found nothing} */
    public static Findings none() {
        return NONE;
    }

    /**
     * {@return the given findings, in their order}
     *
     * @param findings the findings
     */
    public static Findings of(Collection<Finding> findings) {
        return findings.isEmpty() ? NONE : new Findings(List.copyOf(findings));
    }

    /**
     * {@return the given findings, in their order}
     *
     * @param findings the findings
     */
    public static Findings of(Finding... findings) {
        return of(List.of(findings));
    }

    /**
     * {@return these findings followed by others}
     *
     * @param others the findings to add
     */
    public Findings and(Findings others) {
        if (others.all.isEmpty()) {
            return this;
        }
        if (all.isEmpty()) {
            return others;
        }
        List<Finding> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Findings(List.copyOf(both));
    }

    /** {@return the findings as an immutable list} */
    public List<Finding> asList() {
        return all;
    }

    /** {@return the findings as a stream, in their order} */
    public Stream<Finding> stream() {
        return all.stream();
    }

    @Override
    public Iterator<Finding> iterator() {
        return all.iterator();
    }

    /** {@return true if there is nothing to report, of any severity} */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * {@return true if any finding is an {@linkplain Severity#ERROR error}: what was checked cannot work in this form}
     */
    public boolean hasErrors() {
        for (Finding finding : all) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the findings of one severity, in their order}
     *
     * @param severity the severity to select
     */
    public Findings ofSeverity(Severity severity) {
        return of(all.stream().filter(finding -> finding.severity() == severity).toList());
    }

    /**
     * {@return the same findings, about the given object}
     *
     * @param object the object's name in reports, such as {@code ScaledObject security/q-read}
     */
    public Findings about(String object) {
        return all.isEmpty()
                ? this
                : of(all.stream().map(finding -> finding.about(object)).toList());
    }

    /**
     * {@return the same findings, about the given object}
     *
     * @param object the object's name in reports
     */
    public Findings about(ObjectReference object) {
        return about(object.toString());
    }

    /**
     * {@return the same findings, with their pointers moved below the given one}
     *
     * @param parent JSON pointer to the checked part, such as {@code /spec/triggers/0}
     */
    public Findings under(String parent) {
        return all.isEmpty()
                ? this
                : of(all.stream().map(finding -> finding.under(parent)).toList());
    }

    /**
     * {@return these findings, unless there is an error among them}
     *
     * @throws FindingsException if any finding is an {@linkplain Severity#ERROR error}; it lists every finding
     */
    public Findings throwIfErrors() {
        if (hasErrors()) {
            throw new FindingsException(this);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Findings that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** {@return the findings as readable text, one per line; {@code no findings} if there are none} */
    @Override
    public String toString() {
        if (all.isEmpty()) {
            return "no findings";
        }
        return all.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
