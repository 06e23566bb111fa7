package io.github.keda4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.TriggerReading;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.yaml.Manifests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferencePagesTest {

    private PageExamples examples;

    @BeforeAll
    void compileTheJavaOfEveryPage(@TempDir Path output) {
        examples = new PageExamples(output);
    }

    List<String> names() {
        return examples.names();
    }

    @Test
    void everyTypeHasAPage() {
        assertThat(examples.types()).containsExactlyInAnyOrderElementsOf(Triggers.types());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theJavaOfAnExampleMakesItsYaml(String name) throws ReflectiveOperationException {
        Object[] made = examples.run(name);
        String[] documents = documents(name);
        assertThat(((Trigger) made[0]).toScaleTrigger()).isEqualTo(entry(documents[0]));
        if (documents.length > 1) {
            assertThat((TriggerAuthentication) made[1])
                    .isEqualTo(Manifests.readAs(TriggerAuthentication.class, documents[1]));
        } else {
            assertThat(made[1]).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theYamlOfAnExampleHasNothingThatKedaWouldRefuseOrIgnore(String name) {
        TriggerReading reading = Triggers.read(entry(documents(name)[0]));
        assertThat(reading.findings())
                .filteredOn(finding -> !finding.rule().equals("trigger-deprecated-type"))
                .isEmpty();
        assertThat(reading.trigger()).isPresent();
    }

    private String[] documents(String name) {
        return examples.block(name, "yaml").split("---\n", -1);
    }

    private static ScaleTriggers entry(String triggers) {
        String manifest = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: example}
                spec:
                  scaleTargetRef: {name: example}
                """ + triggers.indent(2);
        return Manifests.readAs(ScaledObject.class, manifest)
                .getSpec()
                .getTriggers()
                .get(0);
    }
}
