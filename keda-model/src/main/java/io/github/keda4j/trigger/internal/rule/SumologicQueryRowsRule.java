package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.InWords;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A metrics query has rows, each with its own key, and one of them is the result. */
public final class SumologicQueryRowsRule {

    private static final String ROWS = "query.*";
    private static final String PREFIX = "query.";

    private SumologicQueryRowsRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, String> entry : values.writtenMetadata().entrySet()) {
            if (entry.getKey() != null && entry.getKey().startsWith(PREFIX)) {
                rows.add(entry.getKey().substring(PREFIX.length()));
                if (entry.getKey().equals(PREFIX)) {
                    rule.fail(ROWS, "The key query. must have the name of a row after its dot.");
                } else if (entry.getValue() == null || entry.getValue().isEmpty()) {
                    rule.fail(ROWS, InWords.key(entry.getKey()) + " is empty. A row must have a query.");
                }
            }
        }
        mapInPlaceOfRows(values, rule, rows);
        ParameterValue result = values.get("resultQueryRowID");
        if (values.get("queryType").is("metrics") == Truth.TRUE
                && !rows.isEmpty()
                && result.isKnown()
                && !rows.contains(result.text())) {
            rule.fail(
                    "resultQueryRowID",
                    "resultQueryRowID is " + result.shown() + ". It must be one of the rows of the query, "
                            + InWords.keys(rows) + ".");
        }
    }

    /** KEDA also reads the key that is literally {@code query.*}, as a map that replaces all rows. */
    private static void mapInPlaceOfRows(ParameterValues values, RuleCheck rule, List<String> rows) {
        String map = GoText.trimOrEmpty(values.writtenMetadata().get(ROWS));
        String problem = map.isEmpty() ? null : GoMaps.mapProblem(map);
        if (problem != null) {
            rule.fail(ROWS, "The key query.* cannot be read as a map, because " + problem + ".");
        } else if (!map.isEmpty()) {
            rows.clear();
            rows.addAll(GoMaps.map(map).keySet());
        }
    }
}
