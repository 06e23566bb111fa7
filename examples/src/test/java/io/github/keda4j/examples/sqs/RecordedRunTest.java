package io.github.keda4j.examples.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.examples.sqs.RunRecord.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The chart in the guide is what the report draws for a recorded run of {@code mvn -Pdemo}, in the report's colours.
 * {@code -Dcharts.write=true} draws it again.
 */
class RecordedRunTest {

    private static final Path CHART = Path.of("..", "docs", "guides", "images", "demo.svg");
    private static final int TIMES_FASTER = 30;

    /** The CSS rules of the report that a chart needs: its colours, and the rules for {@code svg}. */
    private static final Pattern RULES = Pattern.compile(
            "^:root \\{.*?^\\}$|^@media \\(prefers-color-scheme: dark\\) \\{.*?^\\}$|^svg .*?$",
            Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theGuideShowsTheChartOfTheRecordedRun() throws IOException {
        String drawn = chart();
        if (Boolean.getBoolean("charts.write")) {
            Files.writeString(CHART, drawn);
        }
        assertThat(CHART).as("draw it again with -Dcharts.write").content().isEqualTo(drawn);
    }

    @Test
    void theRecordedRunEndsWhereItBegan() throws IOException {
        List<Sample> samples = samples();

        assertThat(samples.get(0).replicas()).isZero();
        assertThat(samples).extracting(Sample::replicas).contains(8);
        assertThat(samples.get(samples.size() - 1))
                .extracting(Sample::depth, Sample::replicas)
                .containsExactly(0, 0);
    }

    private static String chart() throws IOException {
        String svg = RunChart.svg(900, "wide", samples(), List.of(), List.of(), List.of(), TIMES_FASTER);
        int open = svg.indexOf('>');
        return svg.substring(0, open).replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                + ">\n<style>\nsvg { font-family: system-ui, sans-serif }\n" + style() + "\n</style>"
                + svg.substring(open + 1);
    }

    private static String style() throws IOException {
        Matcher rules = RULES.matcher(text("report.html"));
        return rules.results().map(rule -> rule.group()).collect(Collectors.joining("\n"));
    }

    private static List<Sample> samples() throws IOException {
        return text("run.csv").lines().skip(1).map(RecordedRunTest::sample).toList();
    }

    private static Sample sample(String line) {
        String[] cells = line.split(",");
        return new Sample(Double.parseDouble(cells[0]), Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), 0);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = RecordedRunTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
