package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An intended difference.
 *
 * @param kind a pattern for the kind of the difference
 * @param releases numbers of KEDA's releases; empty for all
 * @param reason why this library answers differently
 * @param source the place in KEDA's source
 * @param example a question that shows it
 */
public record KnownDifference(Pattern kind, List<String> releases, String reason, String source, ObjectNode example) {

    static KnownDifference of(JsonNode entry) {
        List<String> releases = new ArrayList<>();
        entry.path("releases").forEach(release -> releases.add(release.asText()));
        return new KnownDifference(
                Pattern.compile(required(entry, "kind"), Pattern.DOTALL),
                List.copyOf(releases),
                required(entry, "reason"),
                required(entry, "source"),
                (ObjectNode) Json.read(required(entry, "example")));
    }

    private static String required(JsonNode entry, String field) {
        String text = entry.path(field).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException("A known difference lacks " + field + ": " + entry);
        }
        return text;
    }

    /** {@return whether the difference concerns a release} */
    boolean isOf(Release release) {
        return releases.isEmpty() || releases.contains(release.keda());
    }

    /** {@return whether this entry covers a difference} */
    boolean matches(Difference difference) {
        return kind.matcher(difference.kind()).matches();
    }
}
