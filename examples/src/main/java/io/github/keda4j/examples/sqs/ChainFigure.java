package io.github.keda4j.examples.sqs;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.wiring.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The chains of a proof as HTML: boxes for pods, roles and the queue, and between them what was decided. */
final class ChainFigure {

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
        for (Hop hop : hops) {
            if (hop.to().startsWith("role/")) {
                html.append(edge(List.of(hop))).append(node(hop.to()));
            } else {
                actions.add(hop);
            }
        }
        if (!actions.isEmpty()) {
            html.append(edge(actions)).append(node("queue/" + QueueScenario.QUEUE));
        }
        return html.append("</ol>\n").toString();
    }

    private static String node(String name) {
        int slash = name.indexOf('/');
        String kind = name.substring(0, slash);
        boolean pod = !kind.equals("role") && !kind.equals("queue");
        return "<li class=\"node\"><small>" + (pod ? "pod in namespace " + escaped(kind) : kind) + "</small><code>"
                + escaped(name.substring(slash + 1)) + "</code></li>\n";
    }

    /** One arrow for all that leads to the same place; it is as good as its worst decision. */
    private static String edge(List<Hop> hops) {
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
        return "<li class=\"edge" + css + "\"><b>" + verdict + "</b><i></i><span>" + why(hops, worst)
                + "</span></li>\n";
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

    private static String action(Decision decision) {
        return decision.request().action();
    }

    /** Names of actions that are longer than an arrow may break between their words. */
    private static String breakable(String action) {
        return action.length() < 20 ? escaped(action) : escaped(action).replaceAll("(?<=[a-z])(?=[A-Z])", "<wbr>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
