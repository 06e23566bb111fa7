package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trigger of a question, in this library's terms.
 *
 * @param question with {@code "ask":"trigger"}
 * @param release the release of KEDA
 */
record AskedTrigger(ObjectNode question, Release release) {

    private static final String DEFAULT_NAMESPACE = "default";

    String type() {
        return question.path("type").asText();
    }

    boolean isOfJob() {
        return question.path("kind").asText().equals("ScaledJob");
    }

    boolean isReadByFormula() {
        return question.path("asMetricSource").asBoolean();
    }

    /** The metric type as it is written; empty if it is missing. */
    String metricType() {
        return question.path("metricType").asText();
    }

    /** Whether the trigger names environment variables, which the view does not know. */
    boolean namesVariables() {
        return texts("metadata").keySet().stream().anyMatch(key -> key.endsWith("FromEnv"));
    }

    int index() {
        return question.path("index").asInt();
    }

    ScaleTriggers entry() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type());
        entry.setMetadata(texts("metadata"));
        text("name").ifPresent(entry::setName);
        text("metricType").map(MetricTargetType::of).ifPresent(entry::setMetricType);
        return entry;
    }

    /**
     * The entry as in an object, with a reference in place of the authentication that the question has already
     * resolved.
     */
    private ScaleTriggers entryWithAuthentication() {
        ScaleTriggers entry = entry();
        if (question.has("authParams") || question.has("podIdentity")) {
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("authentication");
            entry.setAuthenticationRef(reference);
        }
        return entry;
    }

    TriggerContext context() {
        return TriggerContext.builder()
                .version(release.version())
                .authenticationParameters(authentication())
                .environment(texts("env"))
                .podIdentity(PodIdentityProvider.of(identity()))
                .readByFormula(isReadByFormula())
                .inScaledJob(isOfJob())
                .namespace(text("namespace").orElse(DEFAULT_NAMESPACE))
                .build();
    }

    /** The parameters from the authentication; the operator adds the role of an identity to them. */
    private Map<String, String> authentication() {
        Map<String, String> given = texts("authParams");
        JsonNode role = question.path("podIdentity").path("roleArn");
        if (identity().equals(PodIdentityProvider.AWS.value()) && role.isTextual()) {
            given.put("awsRoleArn", role.asText());
        }
        return given;
    }

    private String identity() {
        JsonNode identity = question.path("podIdentity");
        String provider = identity.isTextual()
                ? identity.asText()
                : identity.path("provider").asText();
        return provider.isEmpty() ? PodIdentityProvider.NONE.value() : provider;
    }

    /** This library's errors if everything in the question is known. */
    List<Finding> errors() {
        return Triggers.check(entry(), context()).ofSeverity(Severity.ERROR).asList();
    }

    /** This library's view of the entry if nothing else is known; empty if it refuses the entry. */
    Optional<Trigger> view() {
        return Triggers.read(entryWithAuthentication()).trigger();
    }

    /** The errors because of which this library creates no view of the entry; empty if it creates one. */
    List<Finding> errorsOfView() {
        return Triggers.read(entryWithAuthentication())
                .findings()
                .ofSeverity(Severity.ERROR)
                .asList();
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(question.get(field)).map(JsonNode::asText);
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        question.path(field)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
