package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifests;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Several threads report the same as one, in the same order. */
class ParallelTest {

    /** The mistakes in every other object; {@code %d} is its number. */
    private static final String[] PARTS = {
        "  maxReplicaCount: 5\n",
        "  maxReplicas: 5\n",
        "  minReplicaCount: 7\n  maxReplicaCount: 3\n",
        "  cooldownPeriod: -1\n",
        "  minReplicaCount: 2\n  cooldownPeriod: 30\n"
    };

    /** With fewer objects, the validator uses one thread in any case. */
    private static final int FEWEST = 256;

    @Property(tries = 3)
    void theReportIsTheSame(@ForAll @IntRange(min = FEWEST, max = 500) int objects, @ForAll long seed) {
        ParsedManifests manifests = Manifests.parse("many.yaml", manifests(objects, new Random(seed)));
        ValidationReport one = KedaValidator.builder().build().validate(manifests);
        ValidationReport several =
                KedaValidator.builder().parallel(true).build().validate(manifests);
        assertThat(several.findings().asList()).isEqualTo(one.findings().asList());
        assertThat(several.suppressed()).isEqualTo(one.suppressed());
        assertThat(several.unchecked()).isEqualTo(one.unchecked());
    }

    private static String manifests(int objects, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < objects; i++) {
            text.append("---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata:\n  name: orders-")
                    .append(random.nextInt(objects)) // some twice, so that objects know of others
                    .append("\n  namespace: shop\n")
                    .append(
                            random.nextInt(4) == 0
                                    ? "  annotations:\n    validator.keda4j.io/ignore: schema-unknown-field\n"
                                            + "    validator.keda4j.io/reason: test\n"
                                    : "")
                    .append("spec:\n  scaleTargetRef: {name: orders-")
                    .append(random.nextInt(objects))
                    .append("}\n")
                    .append(PARTS[random.nextInt(PARTS.length)])
                    .append("  triggers:\n  - type: ")
                    .append(random.nextBoolean() ? "cron" : "kafka")
                    .append(
                            "\n    metadata: {timezone: Mars/Base, consumerGroup: a}\n    authenticationRef: {name: a}\n");
        }
        return text.toString();
    }
}
