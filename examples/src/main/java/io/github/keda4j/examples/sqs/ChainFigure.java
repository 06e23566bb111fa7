package io.github.keda4j.examples.sqs;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.wiring.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The chains of a proof as HTML: boxes for pods, roles and the queue, with the decisions between them. */
final class ChainFigure {

    /** The maximum number of roles in a chain. */
    private static final int MOST_ROLES = 2;

    private ChainFigure() {}

    static String of(Proof proof) {
        StringBuilder html = new StringBuilder();
        for (AccessPath path : proof.paths()) {
            boolean operator = path.hops().get(0).from().startsWith(QueueScenario.KEDA_NAMESPACE + "/");
            html.append("<h3>")
                    .append(operator ? "KEDA reads the depth of the queue" : "The pods handle the messages")
                    .append("</h3>\n")
                    .append(chain(path.hops()));
        }
        proof.hops().stream()
                .filter(hop -> hop.fix() != null)
                .forEach(hop -> html.append("<div class=\"fix\"><p>")
                        .append(escaped(hop.explanation()))
                        .append("</p><b>How to fix it</b><pre><code>")
                        .append(escaped(String.valueOf(hop.fix())))
                        .append("</code></pre></div>\n"));
        return html.toString();
    }

    private static String chain(List<Hop> hops) {
        StringBuilder html = new StringBuilder("<ol class=\"chain\">\n")
                .append(node(hops.get(0).from()));
        List<Hop> actions = new ArrayList<>();
        int roles = 0;
        for (Hop hop : hops) {
            if (hop.to().startsWith("role/")) {
                html.append(edge(List.of(hop), false)).append(node(hop.to()));
                roles++;
            } else {
                actions.add(hop);
            }
        }
        if (!actions.isEmpty()) {
            html.append(edge(actions, roles < MOST_ROLES)).append(node("queue/" + QueueScenario.QUEUE));
        }
        return html.append("</ol>\n").append(statements(hops)).toString();
    }

    private static String node(String name) {
        int slash = name.indexOf('/');
        String kind = name.substring(0, slash);
        boolean pod = !kind.equals("role") && !kind.equals("queue");
        return "<li class=\"node\"><small>" + (pod ? "pod in " + escaped(kind) : kind) + "</small><code>"
                + escaped(name.substring(slash + 1)).replace("-", "-<wbr>") + "</code></li>\n";
    }

    /**
     * One arrow for all hops to the same place, with the worst of their decisions. A long arrow also covers the space
     * in which other chains have a role.
     */
    private static String edge(List<Hop> hops, boolean isLong) {
        Hop worst = hops.stream()
                .filter(hop -> hop.verdict() != Hop.Verdict.ALLOWED)
                .findFirst()
                .orElse(hops.get(0));
        String css = switch (worst.verdict()) {
            case ALLOWED -> "";
            case DENIED -> " bad";
            case DEPENDS, NOT_REACHED -> " open";
        };
        String verdict = worst.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "<li class=\"edge" + css + (isLong ? " long" : "") + "\"><b>" + verdict + "</b><i></i><span>"
                + why(hops, worst) + "</span></li>\n";
    }

    private static String why(List<Hop> hops, Hop worst) {
        return switch (worst.verdict()) {
            case ALLOWED ->
                hops.stream()
                        .flatMap(hop -> hop.decisions().stream())
                        .map(ChainFigure::action)
                        .distinct()
                        .map(ChainFigure::breakable)
                        .collect(Collectors.joining(",<br>"));
            case DENIED -> breakable(worst.denial().map(ChainFigure::action).orElse("")) + " is not allowed";
            case DEPENDS, NOT_REACHED -> "";
        };
    }

    /** Which statement of which policy allows each hop. */
    private static String statements(List<Hop> hops) {
        StringBuilder rows = new StringBuilder();
        for (Hop hop : hops) {
            String names = hop.decisions().stream()
                    .flatMap(decision -> decision.decidingStatement().stream())
                    .map(statement -> "<code>" + breakable(statement.name()) + "</code>")
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (hop.verdict() == Hop.Verdict.ALLOWED && !names.isEmpty()) {
                String to = hop.to().startsWith("role/")
                        ? "assume " + hop.to().substring(hop.to().indexOf('/') + 1)
                        : hop.to().replaceFirst(" on .*", "");
                rows.append("<dt>")
                        .append(breakable(to))
                        .append("</dt><dd>")
                        .append(names)
                        .append("</dd>\n");
            }
        }
        return rows.isEmpty() ? "" : "<dl class=\"statements\">\n" + rows + "</dl>\n";
    }

    private static String action(Decision decision) {
        return decision.request().action();
    }

    /** A line may break only between the words of a name. */
    private static String breakable(String name) {
        return escaped(name).replaceAll("(?<=[a-z:])(?=[A-Z])", "<wbr>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
