package io.github.keda4j.trigger.generator.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.trigger.generator.RealCatalogue;
import io.github.keda4j.trigger.generator.SmallCatalogue;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleChoiceTest {

    @TempDir
    Path folder;

    @Test
    void whatIsRequiredIsThereAndSoIsTheTarget() {
        Example example = example("""
                  name: {required: true, example: orders, description: Name}
                  length: {type: long, default: 5, description: Messages}
                  other: {example: x, description: Something else}
                """, "");

        assertThat(example.metadata()).containsOnlyKeys("name", "length").containsEntry("length", "5");
        assertThat(example.hasAuthentication()).isFalse();
    }

    @Test
    void whatRulesWantIsThereAsWell() {
        Example example = example("""
                  length: {type: long, default: 5, description: Messages}
                  host: {description: Host without an example}
                  url: {example: http://a.b, description: URL}
                  user: {example: keda, description: User}
                  password: {type: secret, from: [metadata, auth], description: Password}
                  rate: {type: long, example: 3, description: Rate}
                """, """
                  - {anyOf: [host, url]}
                  - {id: login, when: url, require: [user, password]}
                  - {assert: rate > 0, message: rate must be given}
                """);

        assertThat(example.metadata()).containsOnlyKeys("length", "url", "user", "rate");
        assertThat(example.fromAuthentication()).containsExactly("password");
    }

    @Test
    void aPodIdentityIsPreferredToSecrets() {
        Example example = example("""
                  length: {type: long, default: 5, description: Messages}
                  key: {type: secret, from: [auth], description: Key}
                """, "  - {when: $podIdentity == none, require: [key]}\n");

        assertThat(example.podIdentity()).contains("gcp");
        assertThat(example.fromAuthentication()).isEmpty();
    }

    @Test
    void aParameterThatIsNeededAndHasNoExampleIsNamedWithItsPlace() {
        assertThatThrownBy(() -> example("""
                          length: {type: long, default: 5, description: Messages}
                          host: {description: Host without an example}
                        """, "  - {require: [host]}\n"))
                .hasMessage("a.yaml:8: host is needed for the example but has no example value");
    }

    @Test
    void theExamplesOfAllTypesKeepTheRules() {
        for (TriggerType trigger : RealCatalogue.read().triggers()) {
            Example example = ExampleChoice.of(trigger);
            Trial trial = new Trial(trigger);
            trial.metadata.putAll(example.metadata());
            trial.environment.addAll(example.fromEnvironment());
            trial.authentication.addAll(example.fromAuthentication());
            trial.podIdentity = example.podIdentity().orElse("none");
            trial.metricType = example.metricType().orElse("");

            assertThat(trigger.rules())
                    .as(trigger.type())
                    .filteredOn(trial::violates)
                    .extracting(Rule::id)
                    .isEmpty();
        }
    }

    private Example example(String parameters, String rules) {
        String head = """
                type: a
                description: Scales on something.
                podIdentity: [gcp]
                metricName: none
                target: length
                parameters:
                """;
        String tail = rules.isEmpty() ? "" : "rules:\n" + rules;
        return ExampleChoice.of(new SmallCatalogue(folder)
                .with("a.yaml", head + parameters + tail)
                .only());
    }
}
