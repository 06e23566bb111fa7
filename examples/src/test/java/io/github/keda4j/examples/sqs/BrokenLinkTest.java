package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.wiring.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof finds each mistake that the demo can make. */
class BrokenLinkTest {

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void withoutABreakEveryHopIsProved(Wiring wiring) {
        Proof proof = QueueScenario.stack(wiring, BrokenLink.NONE).prove();
        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "least-privilege, tag-session, role/keda-operator, role/q-read-scaler, sts:TagSession",
        "least-privilege, trust, role/keda-operator, role/q-read-scaler, sts:AssumeRole",
        "least-privilege, permission, role/q-read-scaler, sqs:GetQueueAttributes on event-messages-queue,"
                + " sqs:GetQueueAttributes",
        "least-privilege, namespace, keda/keda-operator, role/keda-operator, sts:AssumeRole",
        "seed, tag-session, role/keda-operator, role/APG-keda-identity-test, sts:TagSession",
        "seed, trust, role/keda-operator, role/APG-keda-identity-test, sts:AssumeRole",
        "seed, permission, role/APG-keda-identity-test, sqs:GetQueueAttributes on event-messages-queue,"
                + " sqs:GetQueueAttributes",
        "seed, namespace, keda/keda-operator, role/keda-operator, sts:AssumeRole",
    })
    void theProofNamesTheHopTheMissingActionAndTheFix(
            String wiring, String broken, String from, String to, String action) {
        Proof proof =
                QueueScenario.stack(Wiring.of(wiring), BrokenLink.of(broken)).prove();

        Hop denied = proof.denied().orElseThrow();
        assertThat(denied.from()).isEqualTo(from);
        assertThat(denied.to()).isEqualTo(to);
        assertThat(denied.denial().orElseThrow().request().action()).isEqualTo(action);
        assertThat(denied.fix()).isNotNull();
        assertThat(denied.fix().additions())
                .anySatisfy(addition ->
                        assertThat(addition.statement().action().values()).contains(action));
        assertThat(proof.isComplete()).isFalse();
    }

    @Test
    void anUnknownNameSaysWhichAreKnown() {
        assertThatThrownBy(() -> BrokenLink.of("tags"))
                .hasMessage(
                        "demo.break is \"tags\". It must be one of none, tag-session, trust, permission, namespace.");
        assertThatThrownBy(() -> Wiring.of("wide"))
                .hasMessage("demo.wiring is \"wide\". It must be one of least-privilege, seed.");
    }
}
