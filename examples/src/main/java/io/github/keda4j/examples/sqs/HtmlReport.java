package io.github.keda4j.examples.sqs;

import static io.github.keda4j.examples.sqs.ChainFigure.escaped;

import io.github.keda4j.examples.sqs.RunRecord.Sample;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.simulator.ReplicaSeries;
import io.github.keda4j.wiring.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The run as one self-contained page. */
final class HtmlReport {

    private static final int DESKTOP = 920;
    private static final int PHONE = 350;

    private HtmlReport() {}

    static void write(
            Path file,
            DemoSettings settings,
            Proof proof,
            RunRecord record,
            Optional<ReplicaSeries> predicted,
            Optional<String> failure)
            throws IOException {
        boolean good = failure.isEmpty() && proof.isComplete();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", "An SQS queue scales a Deployment, from zero and back");
        parts.put(
                "lead",
                "KEDA's operator gets its role through EKS Pod Identity, assumes the role that may read the queue, and"
                        + " scales <code>security/q-read</code> with the number of waiting messages."
                        + (settings.broken() == BrokenLink.NONE
                                ? ""
                                : " Broken on purpose: "
                                        + escaped(settings.broken().description()) + "."));
        parts.put("bad", good ? "" : " bad");
        parts.put(
                "verdict",
                good
                        ? "The chain is proved, every message was processed, and the replicas are back at zero."
                        : "Failed: " + escaped(failure.orElse("the chain is not proved")));
        parts.put("tiles", tiles(settings, proof, record));
        parts.put("chart", chart(settings, record, predicted));
        parts.put("facts", facts(settings, record));
        parts.put("chain", ChainFigure.of(proof));
        parts.put("steps", steps(record));
        parts.put("real", whatIsReal(settings));
        parts.put(
                "logs",
                settings.cluster() == Cluster.Kind.REAL
                        ? "<li><a href=\"cluster/logs/\">cluster/logs/</a>, logs of Kubernetes and KEDA</li>\n"
                        : "");
        String page = template();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            page = page.replace("{{" + part.getKey() + "}}", part.getValue());
        }
        Files.writeString(file, page);
    }

    private static String whatIsReal(DemoSettings settings) {
        StringBuilder html = new StringBuilder();
        WhatIsReal.of(settings)
                .forEach((what, parts) -> html.append("<dt>")
                        .append(Character.toUpperCase(what.charAt(0)))
                        .append(what.substring(1))
                        .append("</dt><dd>")
                        .append(escaped(parts))
                        .append("</dd>\n"));
        return html.toString();
    }

    private static String tiles(DemoSettings settings, Proof proof, RunRecord record) {
        long allowed = proof.hops().stream()
                .filter(hop -> hop.verdict() == Hop.Verdict.ALLOWED)
                .count();
        return tile(allowed + " of " + proof.hops().size(), "hops proved")
                + tile(record.handledCount() + " of " + settings.messages(), "messages processed")
                + tile(Integer.toString(record.peak()), "replicas at the peak")
                + tile(String.format(Locale.ROOT, "%.0f s", record.seconds()), "from start to end");
    }

    private static String tile(String number, String text) {
        return "<div class=\"tile\"><b>" + number + "</b><span>" + text + "</span></div>";
    }

    /** The chart from the first message on, with a sentence about what happened before. */
    private static String chart(DemoSettings settings, RunRecord record, Optional<ReplicaSeries> predicted) {
        List<Sample> samples = record.samples().stream()
                .filter(sample -> sample.seconds() >= record.begunAt())
                .toList();
        if (record.sentCount() == 0 || samples.isEmpty()) {
            return "";
        }
        List<Sample> expected =
                predicted.map(series -> Prediction.sampled(series, samples)).orElse(List.of());
        List<RunRecord.Step> steps = record.steps();
        List<RunChart.Span> spans = spans(settings, samples);
        StringBuilder html = new StringBuilder("<section class=\"card\">\n<h2>Queue and replicas</h2>\n")
                .append("<p class=\"note\">The chart begins with the first message. Before it, ")
                .append(earlier(steps, samples))
                .append("KEDA took the idle Deployment from 1 replica to 0. ")
                .append(escaped(waits(settings)))
                .append("</p>\n")
                .append(RunChart.svg(DESKTOP, "wide", samples, steps, spans, expected, settings.timesFaster()))
                .append(RunChart.svg(PHONE, "narrow", samples, steps, spans, expected, settings.timesFaster()))
                .append("<details><summary>The numbers</summary><table><tr><th>seconds</th><th>queue</th>"
                        + "<th>replicas</th><th>processed</th></tr>\n");
        double next = 0;
        for (Sample sample : samples) {
            if (sample.seconds() >= next) {
                next = Math.floor(sample.seconds()) + 1;
                html.append(String.format(
                        Locale.ROOT,
                        "<tr><td>%.1f</td><td>%d</td><td>%d</td><td>%d</td></tr>%n",
                        sample.seconds(),
                        sample.depth(),
                        sample.replicas(),
                        sample.handled()));
            }
        }
        return html.append("</table></details>\n</section>\n").toString();
    }

    /** Steps that do not fit into the chart. */
    private static String earlier(List<RunRecord.Step> steps, List<Sample> samples) {
        long earlier = steps.stream()
                .filter(step -> step.seconds() < Math.floor(samples.get(0).seconds()))
                .count();
        return earlier < 2 ? "" : "steps 1 to " + earlier + " were done, and ";
    }

    /** The waiting times that end with the first and the last removal of replicas. */
    private static List<RunChart.Span> spans(DemoSettings settings, List<Sample> samples) {
        List<RunChart.Span> spans = new ArrayList<>();
        for (int index = 1; index < samples.size() && spans.isEmpty(); index++) {
            if (samples.get(index).replicas() < samples.get(index - 1).replicas()) {
                spans.add(span(
                        "stabilization window", settings.intervals().scaleDownWindow(), settings, samples.get(index)));
            }
        }
        Sample last = samples.get(samples.size() - 1);
        if (!spans.isEmpty() && last.replicas() == 0) {
            Sample zero = last;
            for (int index = samples.size() - 1; samples.get(index).replicas() == 0; index--) {
                zero = samples.get(index);
            }
            spans.add(span("cooldown", settings.intervals().cooldown(), settings, zero));
        }
        return spans;
    }

    private static RunChart.Span span(String name, int seconds, DemoSettings settings, Sample end) {
        return new RunChart.Span(
                name + ", " + seconds + " s", end.seconds() - (double) seconds / settings.timesFaster(), end.seconds());
    }

    private static String waits(DemoSettings settings) {
        Intervals intervals = settings.intervals();
        return "Once the queue is empty, the autoscaler keeps its replicas for the " + intervals.scaleDownWindow()
                + " s of its window, and KEDA removes the rest after " + intervals.cooldown() + " s of cooldown.";
    }

    private static String facts(DemoSettings settings, RunRecord record) {
        String options = (settings.cluster() == Cluster.Kind.REAL ? " -Ddemo.cluster=real" : "")
                + (settings.intervals() == Intervals.SHORT ? " -Ddemo.fast" : "")
                + (settings.wiring() == Wiring.LEAST_PRIVILEGE
                        ? ""
                        : " -Ddemo.wiring=" + settings.wiring().id())
                + (settings.broken() == BrokenLink.NONE
                        ? ""
                        : " -Ddemo.break=" + settings.broken().id());
        String version = System.getProperty("demo.version");
        return "<code>mvn -Pdemo" + options + "</code>, "
                + DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                        .format(record.startedAt().atOffset(ZoneOffset.UTC))
                + (version == null ? "" : ", keda4j " + version);
    }

    private static String steps(RunRecord record) {
        if (record.steps().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder("<section class=\"card\">\n<h2>Step by step</h2>\n<ol class=\"steps\">\n");
        for (RunRecord.Step step : record.steps()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<li><b>%d</b><time>%.1f s</time><span>%s</span></li>%n",
                    step.number(),
                    step.seconds(),
                    escaped(step.text())));
        }
        return html.append("</ol>\n</section>\n").toString();
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
