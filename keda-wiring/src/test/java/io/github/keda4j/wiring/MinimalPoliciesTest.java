package io.github.keda4j.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.wiring.AwsTriggers.Example;
import io.github.keda4j.wiring.AwsTriggersTest.Variant;
import io.github.keda4j.wiring.Breakages.Breakage;
import io.github.keda4j.wiring.Breakages.Need;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derived policies are minimal: if any action, statement, resource, condition or tag is removed, a chain of the
 * proof breaks, except for the two cases that decisions 0055 and 0197 name. {@link ScalerRunsTest} runs what this
 * test proves.
 */
class MinimalPoliciesTest {

    static Stream<Arguments> everyTriggerInEveryVariant() {
        return AwsTriggersTest.everyTriggerInEveryVariant();
    }

    @ParameterizedTest
    @MethodSource("everyTriggerInEveryVariant")
    void withoutAnyPartOfWhatIsDerivedAChainBreaks(Example example, Variant variant) {
        Breakages breakages = Breakages.of(example, variant);
        assertThat(breakages.nothing().stack().prove().isComplete()).isTrue();

        List<Breakage> all = breakages.all();

        assertThat(all).hasSizeGreaterThan(5);
        for (Breakage breakage : all) {
            Proof proof = breakage.stack().prove();
            assertThat(proof.paths().get(0).denied().isPresent())
                    .as("KEDA's chain without %s: %s", breakage, proof)
                    .isEqualTo(breakage.need() == Need.OF_KEDA);
            assertThat(proof.isComplete())
                    .as("without %s: %s", breakage, proof)
                    .isEqualTo(breakage.need() == Need.OF_NOBODY);
        }
    }
}
