package io.github.keda4j.provisioner.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Lines for the fields that differ. */
class TreesTest {

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void aListInAnotherOrderIsToldAlsoBehindOtherDifferences() throws Exception {
        JsonNode before = json("{'image': 'a', 'env': [{'name': 'X', 'value': '1'}, {'name': 'Y', 'value': '2'}]}");
        JsonNode after = json("{'image': 'b', 'env': [{'name': 'Y', 'value': '2'}, {'name': 'X', 'value': '1'}]}");

        assertThat(Trees.differences(before, after)).containsExactly("image: \"a\" -> \"b\"", "env: in another order");
    }

    @Test
    void whatIsShownIsTheSameForEqualObjectsAndHidesValues() throws Exception {
        assertThat(Differences.shown(
                        (ObjectNode) json("{'spec': {'env': [{'value': 'secret', 'name': 'X'}]}, 'kind': 'K'}")))
                .isEqualTo("{\"kind\":\"K\",\"spec\":{\"env\":[{\"name\":\"X\",\"value\":\"(hidden)\"}]}}");
    }
}
