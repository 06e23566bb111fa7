package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the evaluator's verdicts with those of an independent evaluator, if that data is available. */
class IamConformanceTest {

    @Test
    void everyVerdictIsTheOneOfTheIndependentEvaluator() throws IOException {
        String shared = System.getProperty("keda4j.shared", "");
        Path file = Path.of(shared, "conformance", "iam-cases.json");
        assumeTrue(
                !shared.isEmpty() && Files.exists(file),
                "no conformance data beside this checkout: nothing to compare with");

        List<String> differences = new ArrayList<>();
        JsonNode cases = new ObjectMapper().readTree(file.toFile()).get("cases");
        for (JsonNode one : cases) {
            Decision decision = PolicyEvaluator.evaluate(request(one.get("request")), policies(one));
            String verdict = one.get("expected").textValue();
            if (!decision.outcome().name().replace("_", "").equals(verdict.toUpperCase(Locale.ROOT))) {
                differences.add(one.get("id").textValue() + " is " + verdict + ", we say " + decision);
            }
        }

        assertThat(cases).hasSizeGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    private static AuthorizationRequest request(JsonNode request) {
        RequestContext context = RequestContext.empty();
        for (var entry : request.get("context").properties()) {
            context = entry.getValue().isArray()
                    ? context.with(entry.getKey(), texts(entry.getValue()))
                    : context.with(entry.getKey(), entry.getValue().asText());
        }
        return new AuthorizationRequest(
                Caller.parse(request.get("principal").textValue()),
                request.get("action").textValue(),
                request.get("resource").textValue(),
                request.get("resourceAccount").textValue(),
                context);
    }

    private static AuthorizationPolicies policies(JsonNode one) {
        AuthorizationPolicies.Builder policies = AuthorizationPolicies.builder()
                .identity(documents(one.get("identityPolicies")))
                .resource(document(one.get("resourcePolicy")))
                .permissionsBoundary(document(one.get("permissionBoundary")))
                .session(document(one.get("sessionPolicy")));
        one.get("serviceControlPolicies").forEach(level -> policies.serviceControlLevel(documents(level)));
        return policies.build();
    }

    private static List<PolicyDocument> documents(JsonNode list) {
        List<PolicyDocument> documents = new ArrayList<>();
        list.forEach(node -> documents.add(PolicyDocument.parse(node.toString())));
        return documents;
    }

    private static @Nullable PolicyDocument document(JsonNode node) {
        return node.isNull() ? null : PolicyDocument.parse(node.toString());
    }

    private static List<String> texts(JsonNode list) {
        String[] texts = new String[list.size()];
        Arrays.setAll(texts, index -> list.get(index).asText());
        return List.of(texts);
    }
}
