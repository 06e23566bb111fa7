package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about calls that are refused. */
final class Failures {

    private Failures() {}

    static void assertFails(ThrowingCallable call, Reason reason, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        failed -> assertThat(failed.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
