package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.examples.sqs.RunRecord.Sample;
import io.github.keda4j.examples.sqs.RunRecord.Step;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunChartTest {

    private static final List<Sample> SAMPLES = List.of(
            new Sample(2.5, 0, 0, 0), new Sample(5, 47, 1, 0), new Sample(10, 30, 8, 40), new Sample(31.2, 0, 0, 120));

    @Test
    void bothPanelsHaveATitleAndAxesThatReachTheHighestValue() throws Exception {
        assertThat(texts(RunChart.svg(900, "wide", SAMPLES, List.of(), List.of(), List.of(), 1)))
                .contains("messages in the queue", "replicas of the Deployment", "seconds since the start")
                .contains("0", "20", "40", "60")
                .contains("2", "4", "6", "8");
    }

    @Test
    void stepsAtNearlyTheSameTimeShareAMark() throws Exception {
        List<Step> steps = List.of(
                new Step(1, 3, "one"), new Step(2, 3.2, "two"), new Step(3, 3.3, "three"), new Step(4, 20, "four"));
        assertThat(texts(RunChart.svg(900, "wide", SAMPLES, steps, List.of(), List.of(), 1)))
                .contains("steps 1–3", "step 4");
    }

    @Test
    void replicasChangeInSteps() {
        // Between two samples, the number stays as in the first sample: the line goes right, then up.
        String svg = RunChart.svg(
                900,
                "wide",
                List.of(new Sample(0, 0, 0, 0), new Sample(10, 0, 5, 0)),
                List.of(),
                List.of(),
                List.of(),
                1);
        assertThat(svg).containsPattern("class=\"replicas\" d=\"M40\\.0 404\\.0 L876\\.0 404\\.0 L876\\.0 279\\.0\"");
    }

    @Test
    void whatWasPredictedIsALineOfItsOwn() throws Exception {
        List<Sample> predicted = List.of(new Sample(2.5, 0, 0, 0), new Sample(31.2, 0, 12, 0));
        String svg = RunChart.svg(900, "wide", SAMPLES, List.of(), List.of(), predicted, 1);

        assertThat(svg).contains("<path class=\"predicted\"");
        assertThat(texts(svg)).contains("as predicted", "15");
    }

    @ParameterizedTest
    @ValueSource(ints = {350, 900})
    void theKeyOfWhatWasPredictedIsBesideTheNameOfThePanel(int width) throws Exception {
        String svg = RunChart.svg(width, "chart", SAMPLES, List.of(), List.of(), SAMPLES, 1);

        Element name = elements(svg, "text").stream()
                .filter(text -> text.getTextContent().equals("replicas of the Deployment"))
                .findFirst()
                .orElseThrow();
        double end = Double.parseDouble(name.getAttribute("x"))
                + 7 * name.getTextContent().length();
        assertThat(elements(svg, "line"))
                .filteredOn(line -> line.getAttribute("class").equals("predicted"))
                .singleElement()
                .satisfies(line ->
                        assertThat(Double.parseDouble(line.getAttribute("x1"))).isGreaterThan(end));
    }

    @Test
    void whereTimeRanFasterTheAxisHasBothTimes() throws Exception {
        assertThat(texts(RunChart.svg(900, "wide", SAMPLES, List.of(), List.of(), List.of(), 30)))
                .contains("10", "4:00");
    }

    @Test
    void whatWasWaitedForHasABarWithItsName() throws Exception {
        List<RunChart.Span> spans = List.of(new RunChart.Span("cooldown, 20 s", 11, 31));
        String svg = RunChart.svg(900, "wide", SAMPLES, List.of(), spans, List.of(), 1);

        assertThat(svg).contains("<line class=\"span\"");
        assertThat(texts(svg)).contains("cooldown, 20 s");
    }

    @Test
    void theLabelOfAPeakDoesNotReachTheTitle() throws Exception {
        List<Sample> ten = List.of(new Sample(0, 0, 0, 0), new Sample(10, 100, 10, 0), new Sample(20, 0, 0, 0));
        assertThat(texts(RunChart.svg(900, "wide", ten, List.of(), List.of(), List.of(), 1)))
                .contains("150", "15");
    }

    @Test
    void aRunOfOneLookAtAnEmptyQueueIsAChartToo() throws Exception {
        assertThat(texts(RunChart.svg(
                        350, "narrow", List.of(new Sample(1, 0, 0, 0)), List.of(), List.of(), List.of(), 1)))
                .contains("0", "1");
    }

    @Property(tries = 300)
    void everyTextIsInsideTheChartAndNoMarkOverlapsAnother(
            @ForAll @IntRange(min = 0, max = 50) int begin,
            @ForAll @IntRange(min = 1, max = 900) int seconds,
            @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> stepsAt,
            @ForAll @DoubleRange(min = 0, max = 1) double from,
            @ForAll @DoubleRange(min = 0, max = 1) double to,
            @ForAll boolean wide,
            @ForAll boolean faster)
            throws Exception {
        int width = wide ? 900 : 350;
        List<Step> steps = new ArrayList<>();
        for (double at : stepsAt.stream().sorted().toList()) {
            steps.add(new Step(steps.size() + 1, begin + at * seconds, "step"));
        }
        List<Sample> samples = List.of(new Sample(begin, 0, 1, 0), new Sample(begin + seconds, 900, 12, 0));
        List<RunChart.Span> spans = List.of(new RunChart.Span(
                "stabilisation window, 300 s",
                begin + Math.min(from, to) * seconds,
                begin + Math.max(from, to) * seconds));
        String svg = RunChart.svg(width, "chart", samples, steps, spans, List.of(), faster ? 30 : 1);

        for (Element text : elements(svg, "text")) {
            double x = Double.parseDouble(text.getAttribute("x"));
            // Arial's digits are 6.7 wide at this size, and its lower case letters less on average.
            double length = 6.7 * text.getTextContent().length();
            double left = switch (text.getAttribute("text-anchor")) {
                case "start" -> x;
                case "middle" -> x - length / 2;
                default -> x - length;
            };
            assertThat(left).as(text.getTextContent()).isGreaterThanOrEqualTo(0);
            assertThat(left + length).as(text.getTextContent()).isLessThanOrEqualTo(width);
        }
        double end = 0;
        for (Element rectangle : elements(svg, "rect")) {
            if (rectangle.getAttribute("class").equals("dot")) {
                double x = Double.parseDouble(rectangle.getAttribute("x"));
                assertThat(x).isGreaterThanOrEqualTo(end);
                end = x + Double.parseDouble(rectangle.getAttribute("width"));
            }
        }
        assertThat(end).isLessThanOrEqualTo(width);
    }

    private static List<String> texts(String svg) throws Exception {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(String svg, String name) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }
}
