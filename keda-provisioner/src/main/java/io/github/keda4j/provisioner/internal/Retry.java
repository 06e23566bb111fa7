package io.github.keda4j.provisioner.internal;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Repeats calls that AWS refuses only for a while: IAM is eventually consistent, so a role or a principal made a moment ago
 * may not be known everywhere yet. Throttling is the SDK's own to repeat.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** Refusals that pass, by AWS's error code. The last two come from what exists and cannot be read yet. */
    private static final Set<String> PASSING = Set.of(
            "ConcurrentModification",
            "ConcurrentModificationException",
            "ServiceUnavailable",
            "EntityAlreadyExists",
            "ResourceInUseException");

    private final Duration patience;
    private final Pause pause;

    /** How to wait. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits.
         *
         * @param duration how long
         * @throws InterruptedException if the thread is to stop
         */
        void rest(Duration duration) throws InterruptedException;
    }

    /**
     * Repeats within the given patience.
     *
     * @param patience how long, in all, to wait for one call to be accepted
     * @param pause how to wait
     */
    public Retry(Duration patience, Pause pause) {
        this.patience = patience;
        this.pause = pause;
    }

    /**
     * Makes the call, again and again while it is refused for a reason that passes.
     *
     * @param what the call, for the log
     * @param call what to do
     * @param <T> what it returns
     * @return what the call returned
     */
    public <T> T call(String what, Supplier<T> call) {
        Duration waited = Duration.ZERO;
        Duration next = FIRST_PAUSE;
        while (true) {
            try {
                return call.get();
            } catch (AwsServiceException refusal) {
                if (!passes(refusal) || waited.plus(next).compareTo(patience) > 0) {
                    throw refusal;
                }
                LOG.info(
                        "{}: {}; again in {} ms",
                        what,
                        refusal.awsErrorDetails().errorMessage(),
                        next.toMillis());
                rest(next, refusal);
                waited = waited.plus(next);
                next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
            }
        }
    }

    private void rest(Duration duration, AwsServiceException refusal) {
        try {
            pause.rest(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw refusal;
        }
    }

    private static boolean passes(AwsServiceException refusal) {
        if (refusal.awsErrorDetails() == null) {
            return false;
        }
        String code = String.valueOf(refusal.awsErrorDetails().errorCode());
        String message = String.valueOf(refusal.awsErrorDetails().errorMessage());
        return PASSING.contains(code)
                || (code.equals("InvalidParameterException") && message.contains("does not exist"))
                || (code.equals("MalformedPolicyDocument") && message.contains("Invalid principal"));
    }
}
