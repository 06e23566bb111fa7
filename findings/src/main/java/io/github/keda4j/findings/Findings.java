package io.github.keda4j.findings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a check found, in the order in which it was found. Immutable. */
public final class Findings implements Iterable<Finding> {

    private static final Findings NONE = new Findings(List.of());

    private final List<Finding> all;

    private Findings(List<Finding> all) {
        this.all = all;
    }

    /**
     * The result of a check that had nothing to say.
     *
     * @return no findings
     */
    public static Findings none() {
        return NONE;
    }

    /**
     * The given findings, in their order.
     *
     * @param findings what was found
     * @return an immutable copy
     */
    public static Findings of(Collection<Finding> findings) {
        return findings.isEmpty() ? NONE : new Findings(List.copyOf(findings));
    }

    /**
     * The given findings, in their order.
     *
     * @param findings what was found
     * @return an immutable copy
     */
    public static Findings of(Finding... findings) {
        return of(List.of(findings));
    }

    /**
     * These findings followed by others.
     *
     * @param others what else was found
     * @return both
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

    /**
     * The findings as a list.
     *
     * @return immutable
     */
    public List<Finding> asList() {
        return all;
    }

    /**
     * The findings as a stream.
     *
     * @return in their order
     */
    public Stream<Finding> stream() {
        return all.stream();
    }

    @Override
    public Iterator<Finding> iterator() {
        return all.iterator();
    }

    /**
     * Whether there is nothing to report, of whatever severity.
     *
     * @return true where the check had nothing to say
     */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Whether anything found is an {@link Severity#ERROR}.
     *
     * @return true where what was checked cannot work as it stands
     */
    public boolean hasErrors() {
        return all.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * The findings of one severity.
     *
     * @param severity which
     * @return in their order
     */
    public Findings ofSeverity(Severity severity) {
        return of(all.stream().filter(finding -> finding.severity() == severity).toList());
    }

    /**
     * The same findings, said of the given object.
     *
     * @param object such as {@code ScaledObject security/q-read}
     * @return a copy
     */
    public Findings about(String object) {
        return of(all.stream().map(finding -> finding.about(object)).toList());
    }

    /**
     * The same findings, their pointers moved below the given one.
     *
     * @param parent JSON pointer to the checked part
     * @return a copy
     */
    public Findings under(String parent) {
        return of(all.stream().map(finding -> finding.under(parent)).toList());
    }

    /**
     * Does nothing, unless there is an error.
     *
     * @return this, for chaining
     * @throws FindingsException if anything found is an {@link Severity#ERROR}; it lists every finding
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

    /**
     * The findings for people, one a line.
     *
     * @return empty where there are none
     */
    @Override
    public String toString() {
        return all.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
