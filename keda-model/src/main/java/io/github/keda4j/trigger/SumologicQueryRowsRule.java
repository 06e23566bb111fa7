package io.github.keda4j.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Queries for metrics have rows, each a key of its own, and one of them is the result. */
final class SumologicQueryRowsRule implements JavaRule {

    private static final String ROWS = "query.*";
    private static final String PREFIX = "query.";

    @Override
    public void check(Values values, Rules rules) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, String> entry : values.data.metadata.entrySet()) {
            if (entry.getKey().startsWith(PREFIX)) {
                rows.add(entry.getKey().substring(PREFIX.length()));
                if (entry.getKey().equals(PREFIX)) {
                    rules.fail(ROWS, "the key query. has no name of a row after its dot");
                } else if (entry.getValue() == null || entry.getValue().isEmpty()) {
                    rules.fail(ROWS, entry.getKey() + " is empty; a row needs a query");
                }
            }
        }
        Value result = values.get("resultQueryRowID");
        if (values.get("queryType").is("metrics") == Truth.TRUE
                && !rows.isEmpty()
                && result.isKnown()
                && !rows.contains(result.text)) {
            rules.fail(
                    "resultQueryRowID",
                    "resultQueryRowID is \"" + result.text + "\", which is no row of the query; the rows are "
                            + Words.all(rows.toArray()));
        }
    }
}
