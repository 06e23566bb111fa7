package io.github.keda4j.documentation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws scaling decisions, as the simulator prints them, as an SVG: replicas over time, each step in the colour of
 * the component that made it. The picture follows the reader's light or dark mode.
 */
final class ReplicaChart {

    /** A line such as {@code 1970-01-01T00:00:15Z HPA 1 -> 4: queue is 100}. */
    private static final Pattern DECISION =
            Pattern.compile("^(\\S+Z) (KEDA|HPA) (\\d+) -> (\\d+): (.*)$", Pattern.MULTILINE);

    private static final int LEFT = 44;
    private static final int TOP = 34;
    private static final int WIDTH = 680;
    private static final int HEIGHT = 180;
    private static final int SECONDS_A_MINUTE = 60;

    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();
    private final int minutes;
    private final int most;

    /** One change of the replicas. */
    private record Step(long second, String who, int from, int to) {}

    private ReplicaChart(String printed) {
        Instant begin = null;
        for (Matcher line = DECISION.matcher(printed); line.find(); ) {
            Instant time = Instant.parse(line.group(1));
            begin = begin == null ? time : begin;
            steps.add(new Step(
                    Duration.between(begin, time).toSeconds(),
                    line.group(2),
                    Integer.parseInt(line.group(3)),
                    Integer.parseInt(line.group(4))));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("There is no scaling decision to draw.");
        }
        minutes = (int) (steps.get(steps.size() - 1).second() / SECONDS_A_MINUTE) + 2;
        most = steps.stream()
                .mapToInt(step -> Math.max(step.from(), step.to()))
                .max()
                .orElse(1);
    }

    /**
     * {@return the picture of what the simulator printed}
     *
     * @param printed its decisions, one a line
     * @throws IllegalArgumentException if there is none
     */
    static String of(String printed) {
        return new ReplicaChart(printed).draw();
    }

    private String draw() {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Replicas over time\">%n",
                LEFT + WIDTH + 20,
                TOP + HEIGHT + 46));
        svg.append("""
                <style>
                text { font: 12px system-ui, sans-serif; fill: #1f2328 }
                .grid { stroke: #d1d9e0 }
                .replicas { fill: none; stroke: #59636e; stroke-width: 1.5 }
                .KEDA { stroke: #0969da; fill: #0969da }
                .HPA { stroke: #bc4c00; fill: #bc4c00 }
                .step { stroke-width: 3 }
                @media (prefers-color-scheme: dark) {
                  text { fill: #f0f6fc }
                  .grid { stroke: #3d444d }
                  .replicas { stroke: #9198a1 }
                  .KEDA { stroke: #4493f8; fill: #4493f8 }
                  .HPA { stroke: #f0883e; fill: #f0883e }
                }
                </style>
                """);
        axes();
        legend();
        line();
        return svg.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
    }

    private void axes() {
        for (int replicas = 0; replicas <= most; replicas += Math.max(1, most / 5)) {
            element(
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                    x(0), y(replicas), x(end()), y(replicas));
            element("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%d</text>", x(0) - 8, y(replicas) + 4, replicas);
        }
        for (int minute = 0; minute <= minutes; minute += Math.max(1, minutes / 10)) {
            element(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d</text>",
                    x((long) minute * SECONDS_A_MINUTE), y(0) + 20, minute);
        }
        element("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">minutes</text>", x(end()), y(0) + 38);
    }

    private void legend() {
        element("<text x=\"%d\" y=\"16\">replicas, changed by</text>", LEFT);
        element(
                "<circle class=\"KEDA\" cx=\"%d\" cy=\"12\" r=\"4\"/><text x=\"%d\" y=\"16\">KEDA</text>",
                LEFT + 140, LEFT + 150);
        element(
                "<circle class=\"HPA\" cx=\"%d\" cy=\"12\" r=\"4\"/><text x=\"%d\" y=\"16\">the autoscaler</text>",
                LEFT + 198, LEFT + 208);
    }

    private void line() {
        StringBuilder path = new StringBuilder(
                String.format(Locale.ROOT, "M%.1f %.1f", x(0), y(steps.get(0).from())));
        for (Step step : steps) {
            path.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(step.second()), y(step.to())));
        }
        element("<path class=\"replicas\" d=\"%sH%.1f\"/>", path, x(end()));
        for (Step step : steps) {
            element(
                    "<line class=\"step %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/><circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                    step.who(),
                    x(step.second()),
                    y(step.from()),
                    x(step.second()),
                    y(step.to()),
                    step.who(),
                    x(step.second()),
                    y(step.to()));
        }
    }

    private long end() {
        return (long) minutes * SECONDS_A_MINUTE;
    }

    private double x(long second) {
        return LEFT + (double) WIDTH * second / end();
    }

    private double y(int replicas) {
        return TOP + HEIGHT - (double) HEIGHT * replicas / most;
    }

    private void element(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
