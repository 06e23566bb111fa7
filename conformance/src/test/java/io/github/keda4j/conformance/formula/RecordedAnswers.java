package io.github.keda4j.conformance.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of KEDA's answers in {@code formulas/answers.tsv}: a formula, the values of its triggers, and KEDA's
 * result. An answer is {@code reject}, {@code fail} for a failure at run time, {@code TYPE: text} for a value that is
 * not a number, {@code nil}, or a number and its thousandths.
 */
final class RecordedAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A line of the table.
     *
     * @param asked the question
     * @param answer the third column
     */
    record Line(FormulaCase asked, String answer) {

        FormulaAnswer judged() {
            if (answer.equals("reject")) {
                return new FormulaAnswer(false, null, null, null, null);
            }
            if (answer.equals("fail")) {
                return new FormulaAnswer(true, null, null, "fail", null);
            }
            int space = answer.contains(": ") ? -1 : answer.indexOf(' ');
            return space < 0
                    ? new FormulaAnswer(true, null, answer, null, null)
                    : new FormulaAnswer(
                            true, null, answer.substring(0, space), null, Long.valueOf(answer.substring(space + 1)));
        }
    }

    private RecordedAnswers() {}

    static List<Line> read(List<String> lines) throws IOException {
        List<Line> table = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.split("\t", 3);
            Map<String, String> types = new LinkedHashMap<>();
            Map<String, @Nullable Double> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(columns[1]).properties()) {
                types.put(entry.getKey(), "prometheus");
                values.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? null : entry.getValue().asDouble());
            }
            table.add(new Line(new FormulaCase(types, JSON.readTree(columns[0]).asText(), values), columns[2]));
        }
        return table;
    }

    private static String write(FormulaCase asked, FormulaAnswer answer) throws IOException {
        ObjectNode values = JSON.createObjectNode();
        asked.values().forEach(values::put);
        return JSON.writeValueAsString(asked.formula()) + "\t" + values + "\t" + write(answer);
    }

    private static String write(FormulaAnswer answer) {
        if (!answer.accepted()) {
            return "reject";
        }
        if (answer.value() == null) {
            return "fail";
        }
        boolean number = answer.milli() != null && !answer.value().equals("nil");
        return number ? answer.value() + " " + answer.milli() : answer.value();
    }

    /**
     * Asks the judge again and writes its answers into the table; its arguments are the judge's program and the
     * table.
     */
    public static void main(String[] args) throws IOException {
        Path table = Path.of(args[1]);
        List<FormulaCase> cases =
                read(Files.readAllLines(table)).stream().map(Line::asked).toList();
        List<String> lines = new ArrayList<>();
        try (Judge judge = Judge.start(Path.of(args[0]))) {
            for (FormulaCase asked : cases) {
                lines.add(write(asked, FormulaAnswer.of(judge.ask(asked.question()))));
            }
        }
        Files.write(table, lines);
    }
}
