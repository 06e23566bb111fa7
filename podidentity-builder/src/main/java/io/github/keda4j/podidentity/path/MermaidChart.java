package io.github.keda4j.podidentity.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Access paths as one Mermaid flowchart: a node for each place, an arrow for each step, denied steps in red. */
public final class MermaidChart {

    private MermaidChart() {}

    /**
     * {@return the paths as one chart, which begins with {@code flowchart LR}} A place that several paths share is one
     * node.
     *
     * @param paths what to draw
     */
    public static String of(List<AccessPath> paths) {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new LinkedHashMap<>();
        List<String> arrows = new ArrayList<>();
        List<Integer> denied = new ArrayList<>();
        for (AccessPath path : paths) {
            for (Hop hop : path.hops()) {
                String from = node(hop.from(), ids, chart);
                String to = node(hop.to(), ids, chart);
                String arrow = "  " + from + (hop.verdict() == Hop.Verdict.ALLOWED ? " -->" : " -.->") + "|\""
                        + label(hop) + "\"| " + to + "\n";
                if (!arrows.contains(arrow)) {
                    if (hop.verdict() == Hop.Verdict.DENIED) {
                        denied.add(arrows.size());
                    }
                    arrows.add(arrow);
                }
            }
        }
        arrows.forEach(chart::append);
        denied.forEach(index -> chart.append("  linkStyle ").append(index).append(" stroke:#d1242f,color:#d1242f\n"));
        return chart.toString();
    }

    private static String node(String name, Map<String, String> ids, StringBuilder chart) {
        String known = ids.get(name);
        if (known != null) {
            return known;
        }
        String id = "n" + ids.size();
        ids.put(name, id);
        chart.append("  ").append(id).append("[\"").append(escaped(name)).append("\"]\n");
        return id;
    }

    private static String label(Hop hop) {
        return switch (hop.verdict()) {
            case ALLOWED -> escaped(hop.explanation()).replace(", statement", "<br/>statement");
            case DENIED ->
                "DENIED: "
                        + hop.denial()
                                .map(denial -> escaped(denial.request().action()))
                                .orElse("");
            case DEPENDS ->
                "DEPENDS" + (hop.unknownKeys().isEmpty() ? "" : ": " + escaped(String.join(", ", hop.unknownKeys())));
            case NOT_REACHED -> "not reached";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
