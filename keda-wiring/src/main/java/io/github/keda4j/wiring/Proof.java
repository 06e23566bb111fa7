package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.path.MermaidChart;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All chains of a stack with every hop decided: from KEDA's operator to the event sources, and from the workload's pods
 * to what they use. Immutable.
 *
 * @param paths the chains
 */
public record Proof(List<AccessPath> paths) {

    /**
     * Copies the chains.
     *
     * @param paths the chains
     */
    public Proof {
        paths = List.copyOf(paths);
    }

    /**
     * All hops, chain by chain.
     *
     * @return in their order
     */
    public List<Hop> hops() {
        return paths.stream().flatMap(path -> path.hops().stream()).toList();
    }

    /**
     * Whether every hop is allowed. Every call that KEDA makes in AWS for the stack has a hop, even if its target is
     * unknown: such a hop depends on the missing information and is not counted as allowed.
     *
     * @return true if the whole chain is proved
     */
    public boolean isComplete() {
        return hops().stream().allMatch(hop -> hop.verdict() == Verdict.ALLOWED);
    }

    /**
     * The first hop that is denied.
     *
     * @return the hop; empty if none is denied
     */
    public Optional<Hop> denied() {
        return hops().stream().filter(hop -> hop.verdict() == Verdict.DENIED).findFirst();
    }

    /**
     * The chains as one Mermaid flowchart.
     *
     * @return text that begins with {@code flowchart LR}
     */
    public String toMermaid() {
        return MermaidChart.of(paths);
    }

    /**
     * The proof as a page: the verdict, the hops and the chart.
     *
     * @return Markdown, with the chart in a {@code mermaid} block
     */
    public String toMarkdown() {
        String verdict = isComplete()
                ? "Every hop of the chain is allowed."
                : denied().map(hop -> "The chain breaks at " + hop.from() + " -> " + hop.to() + ".")
                        .orElse("No hop is denied, but some hops depend on missing information.");
        String rows = hops().stream()
                .map(hop -> "| " + hop.verdict().name().replace('_', ' ') + " | " + code(hop.from()) + " | "
                        + code(hop.to()) + " | " + cell(hop.explanation()) + " |\n")
                .collect(Collectors.joining());
        String fixes = hops().stream()
                .filter(hop -> hop.fix() != null)
                .map(hop -> "\n## What to do\n\n" + hop.fix() + "\n")
                .collect(Collectors.joining());
        return "# Proof of the chain\n\n" + verdict + "\n\n| verdict | from | to | why |\n|---|---|---|---|\n" + rows
                + fixes + "\n```mermaid\n" + toMermaid() + "```\n";
    }

    /** Returns the hops, one per line. */
    @Override
    public String toString() {
        return hops().stream().map(Hop::toString).collect(Collectors.joining("\n"));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
