package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.internal.InterruptedCallException;
import io.github.keda4j.provisioner.internal.Scrubber;
import io.github.keda4j.provisioner.internal.StaleException;
import io.github.keda4j.provisioner.internal.StoppedException;
import io.github.keda4j.provisioner.internal.StuckException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns any exception into one that says what could not be done, without values that must not be shown. */
final class Guard {

    private final Supplier<Scrubber> scrubber;

    private Guard(Supplier<Scrubber> scrubber) {
        this.scrubber = scrubber;
    }

    /** Hides values, which may be added while calls are made. */
    static Guard hiding(Set<String> secrets) {
        return new Guard(() -> new Scrubber(secrets));
    }

    static Guard with(Scrubber scrubber) {
        return new Guard(() -> scrubber);
    }

    /**
     * Makes calls.
     *
     * @param what the purpose of the calls, such as {@code create IAM role orders}
     */
    <T> T run(String what, Supplier<T> calls) {
        try {
            return calls.get();
        } catch (ProvisioningException explained) {
            throw explained;
        } catch (StaleException stale) {
            throw failure(Reason.STALE_PLAN, "Could not " + what + ": ", stale);
        } catch (StuckException stuck) {
            throw failure(Reason.TERMINATING, "Could not " + what + ": ", stuck);
        } catch (InterruptedCallException interrupted) {
            throw failure(Reason.INTERRUPTED, "Could not " + what + ": ", interrupted);
        } catch (StoppedException stopped) {
            throw failure(Reason.CANCELLED, "Could not " + what + ": ", stopped);
        } catch (KubernetesClientException | SdkException failed) {
            if (Thread.currentThread().isInterrupted()) {
                throw failure(Reason.INTERRUPTED, "Interrupted; could not " + what + ": ", failed);
            }
            throw failure(Reason.CALL_FAILED, "Could not " + what + ": ", failed);
        }
    }

    private ProvisioningException failure(Reason reason, String before, RuntimeException cause) {
        Scrubber hides = scrubber.get();
        String message = hides.clean(before
                + Objects.requireNonNullElse(
                        cause.getMessage(), cause.getClass().getSimpleName()));
        return new ProvisioningException(reason, message, hides.tells(cause) ? null : cause);
    }
}
