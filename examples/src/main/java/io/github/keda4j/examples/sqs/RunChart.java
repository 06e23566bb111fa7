package io.github.keda4j.examples.sqs;

import io.github.keda4j.examples.sqs.RunRecord.Sample;
import io.github.keda4j.examples.sqs.RunRecord.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * An SVG chart of queue depth above replicas over one time axis. It has two panels, each with its own scale, instead
 * of two scales in one panel. Colours come from the page's style.
 */
final class RunChart {

    private static final int LEFT = 40;

    /** Room for half of the label of a tick at the right end. */
    private static final int RIGHT = 24;

    private static final int PANEL = 150;
    private static final int TOP = 54;
    private static final int GAP = 50;

    /** The height from the lower panel to the bottom, including the time axis. */
    private static final int FOOT = 45;

    private static final int FOOT_OF_TWO_TIMES = 62;

    /** The height of a row below the time axis. */
    private static final int ROW = 30;

    private static final int WIDE = 600;

    /** The width of a character, on average, in the font of the chart. */
    private static final int CHARACTER = 7;

    /** The least space between two marks. */
    private static final int APART = 4;

    /** Above this share of a panel's height, the label of the peak would overlap the title. */
    private static final double ROOM_FOR_A_LABEL = 0.9;

    private final int width;
    private final List<Span> spans;
    private final List<Sample> samples;
    private final List<Step> steps;
    private final List<Sample> predicted;
    private final int timesFaster;
    private final double begin;
    private final double end;
    private final StringBuilder svg = new StringBuilder();

    private RunChart(
            int width,
            List<Sample> samples,
            List<Step> steps,
            List<Span> spans,
            List<Sample> predicted,
            int timesFaster) {
        this.width = width;
        this.spans = spans;
        this.predicted = predicted;
        this.timesFaster = timesFaster;
        this.samples = samples;
        this.steps = steps;
        this.begin = Math.floor(samples.get(0).seconds());
        this.end = Math.ceil(samples.get(samples.size() - 1).seconds());
    }

    /**
     * A chart of a given width, at which its text is as large as the page's.
     *
     * @param samples the measurements, at least one
     * @param spans the waiting times of KEDA and the autoscaler
     * @param predicted the replicas of a simulation at the same times; empty if there is none
     * @param timesFaster how many times faster time passed for KEDA than on the axis
     */
    static String svg(
            int width,
            String cssClass,
            List<Sample> samples,
            List<Step> steps,
            List<Span> spans,
            List<Sample> predicted,
            int timesFaster) {
        return new RunChart(width, samples, steps, spans, predicted, timesFaster).draw(cssClass);
    }

    /**
     * A waiting time.
     *
     * @param name the reason for waiting
     * @param from the start, in seconds of the run
     * @param to the end, in seconds of the run
     */
    record Span(String name, double from, double to) {}

    private String draw(String cssClass) {
        svg.append(format(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"12\""
                        + " aria-label=\"Messages in the queue and replicas of the Deployment over time\">%n",
                cssClass, width, height()));
        panel("messages in the queue", "depth", TOP, Sample::depth, false);
        panel("replicas of the Deployment", "replicas", TOP + PANEL + GAP, Sample::replicas, true);
        if (!predicted.isEmpty()) {
            // At the edge, since in a narrow chart there is not much room beside the panel's name.
            int right = width - 2;
            text("", right, TOP + PANEL + GAP - 14, "end", "as predicted");
            line("predicted", right - 98, TOP + PANEL + GAP - 18, right - 80, TOP + PANEL + GAP - 18);
        }
        timeAxis();
        spans();
        marks();
        return svg.append("</svg>\n").toString();
    }

    private void panel(String name, String css, int top, ToIntFunction<Sample> value, boolean steps) {
        int most = Stream.concat(samples.stream(), predicted.stream())
                .mapToInt(value)
                .max()
                .orElse(0);
        int tick = niceStep(Math.max(most, 1) / 4.0);
        int highest = Math.max(tick, (most + tick - 1) / tick * tick);
        if (most > highest * ROOM_FOR_A_LABEL) {
            highest += tick;
        }
        int bottom = top + PANEL;
        for (int number = 0; number <= highest; number += tick) {
            double y = bottom - (double) PANEL * number / highest;
            line(number == 0 ? "axis" : "grid", LEFT, y, width - RIGHT, y);
            text("", LEFT - 8, y + 4, "end", Integer.toString(number));
        }
        svg.append(format(
                "<rect class=\"key-%s\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" rx=\"3\"/>%n",
                css, LEFT, top - 24));
        text("name", LEFT + 18, top - 14, "start", name);
        String path = path(samples, value, highest, bottom, steps);
        svg.append(format(
                "<path class=\"%s-fill\" d=\"%s L%.1f %d L%.1f %d Z\"/>%n",
                css,
                path,
                x(samples.get(samples.size() - 1).seconds()),
                bottom,
                x(samples.get(0).seconds()),
                bottom));
        svg.append(format("<path class=\"%s\" d=\"%s\"/>%n", css, path));
        if (steps && !predicted.isEmpty()) {
            svg.append(format("<path class=\"predicted\" d=\"%s\"/>%n", path(predicted, value, highest, bottom, true)));
        }
        peak(value, highest, bottom);
    }

    /** Marks the highest value where it was first reached. */
    private void peak(ToIntFunction<Sample> value, int highest, int bottom) {
        samples.stream().max(Comparator.comparingInt(value)).ifPresent(sample -> {
            int most = value.applyAsInt(sample);
            if (most > 0) {
                double x = x(sample.seconds());
                boolean left = x > width - 60;
                double y = bottom - (double) PANEL * most / highest;
                text("peak", left ? x - 6 : x + 6, y - 5, left ? "end" : "start", "" + most);
            }
        });
    }

    private String path(List<Sample> samples, ToIntFunction<Sample> value, int highest, int bottom, boolean inSteps) {
        StringBuilder path = new StringBuilder();
        double before = 0;
        for (Sample sample : samples) {
            double x = x(sample.seconds());
            double y = bottom - (double) PANEL * value.applyAsInt(sample) / highest;
            if (path.isEmpty()) {
                path.append(format("M%.1f %.1f", x, y));
            } else if (inSteps && y != before) {
                path.append(format(" L%.1f %.1f L%.1f %.1f", x, before, x, y));
            } else {
                path.append(format(" L%.1f %.1f", x, y));
            }
            before = y;
        }
        return path.toString();
    }

    private void timeAxis() {
        int bottom = TOP + PANEL + GAP + PANEL;
        int tick = niceStep((end - begin) / (width > WIDE ? 8 : 4));
        for (int second = (int) Math.ceil(begin / tick) * tick; second <= end; second += tick) {
            line("axis", x(second), bottom, x(second), bottom + 5);
            text("", x(second), bottom + 19, "middle", Integer.toString(second));
            if (timesFaster > 1) {
                text("", x(second), bottom + 36, "middle", inCluster(second));
            }
        }
        String unit = timesFaster > 1
                ? "seconds since the start; below, the minutes that KEDA counted"
                : "seconds since the start";
        text("", (LEFT + width - RIGHT) / 2.0, axisEnd() - 6, "middle", width > WIDE ? unit : narrowUnit());
    }

    private String narrowUnit() {
        return timesFaster > 1 ? "seconds; below, KEDA's minutes" : "seconds since the start";
    }

    private int axisEnd() {
        return TOP + PANEL + GAP + PANEL + (timesFaster > 1 ? FOOT_OF_TWO_TIMES : FOOT);
    }

    private int height() {
        return axisEnd() + spans.size() * ROW + (spans.isEmpty() ? 0 : 4);
    }

    /** Draws the waiting times below the axis, each in its own row: a bar with its name before or above it. */
    private void spans() {
        int y = axisEnd() + ROW - 4;
        for (Span span : spans) {
            double from = x(Math.max(begin, span.from()));
            double to = x(span.to());
            line("span", from, y, to, y);
            line("span", from, y - 4, from, y + 4);
            line("span", to, y - 4, to, y + 4);
            boolean before = from - LEFT > to - from && from - 8 >= lengthOf(span.name());
            text(
                    "",
                    before ? from - 8 : inside((from + to) / 2, span.name()),
                    before ? y + 4 : y - 6,
                    before ? "end" : "middle",
                    span.name());
            y += ROW;
        }
    }

    /** The middle of a text, moved so far that both ends of the text are inside the chart. */
    private double inside(double middle, String text) {
        double half = lengthOf(text) / 2.0;
        return Math.max(half, Math.min(width - half, middle));
    }

    private static int lengthOf(String text) {
        return CHARACTER * text.length();
    }

    /** The time that passed for KEDA, as minutes and seconds. */
    private String inCluster(int second) {
        int passed = (second - (int) begin) * timesFaster;
        return format("%d:%02d", passed / 60, passed % 60);
    }

    /** Marks the steps inside the chart; steps whose marks would overlap share one. */
    private void marks() {
        List<Mark> marks = new ArrayList<>();
        for (Step step : steps) {
            if (step.seconds() < begin || step.seconds() > end) {
                continue;
            }
            Mark mark = mark(step, step);
            while (!marks.isEmpty() && marks.get(marks.size() - 1).right() + APART > mark.left()) {
                mark = mark(marks.remove(marks.size() - 1).first(), step);
            }
            marks.add(mark);
        }
        marks.forEach(this::draw);
    }

    /**
     * The mark of one or more steps.
     *
     * @param left the left end of the badge with its name, which a step near the right end of the chart moves to the left
     */
    private record Mark(Step first, String name, double left) {

        double right() {
            return left + width();
        }

        int width() {
            return 12 + lengthOf(name);
        }
    }

    private Mark mark(Step first, Step last) {
        String numbers = first.equals(last) ? "" + first.number() : first.number() + "–" + last.number();
        String name = width > WIDE ? (first.equals(last) ? "step " : "steps ") + numbers : numbers;
        Mark mark = new Mark(first, name, x(first.seconds()) - 9);
        return mark.right() <= width ? mark : new Mark(first, name, width - mark.width());
    }

    private void draw(Mark mark) {
        double x = x(mark.first().seconds());
        line("mark", x, TOP, x, TOP + PANEL);
        line("mark", x, TOP + PANEL + GAP, x, TOP + PANEL + GAP + PANEL);
        svg.append(format(
                "<rect class=\"dot\" x=\"%.1f\" y=\"1\" width=\"%d\" height=\"18\" rx=\"9\"/>%n",
                mark.left(), mark.width()));
        text("dot-text", mark.left() + mark.width() / 2.0, 14, "middle", mark.name());
    }

    private double x(double seconds) {
        return LEFT + (width - LEFT - RIGHT) * (seconds - begin) / Math.max(1, end - begin);
    }

    private void line(String css, double x1, double y1, double x2, double y2) {
        svg.append(
                format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", css, x1, y1, x2, y2));
    }

    private void text(String css, double x, double y, String anchor, String text) {
        svg.append(format(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", css, x, y, anchor, text));
    }

    /** The smallest number of the form 1, 2 or 5 times a power of ten that is not below the given one. */
    private static int niceStep(double atLeast) {
        int power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * power >= atLeast) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
