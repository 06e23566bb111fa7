package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.keda4j.provisioner.Progress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Retries calls that are refused only temporarily: because they are throttled, because a service fails, or because
 * IAM is eventually consistent and does not know a new role or principal everywhere yet.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Temporary refusals, by AWS's error code. */
    private static final Set<String> PASSING = Set.of(
            "ConcurrentModification",
            "ConcurrentModificationException",
            "ServiceUnavailable",
            "ServiceUnavailableException");

    private final Duration patience;
    private final Pause pause;
    private final LongSupplier nanos;
    private final Consumer<Progress> progress;
    private final BooleanSupplier stop;

    /** How to wait. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits.
         *
         * @param duration how long
         * @throws InterruptedException if the thread is interrupted
         */
        void rest(Duration duration) throws InterruptedException;
    }

    /**
     * Creates a retry with the given patience.
     *
     * @param patience how long to keep trying one call in total, including the time of the attempts
     * @param pause how to wait
     * @param nanos the clock that times calls
     * @param progress receives every retry and every wait
     * @param stop whether the caller wants to stop; called before every pause
     */
    public Retry(
            Duration patience, Pause pause, LongSupplier nanos, Consumer<Progress> progress, BooleanSupplier stop) {
        this.patience = patience;
        this.pause = pause;
        this.nanos = nanos;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * {@return the same retry with another patience}
     *
     * @param newPatience how long to keep trying one call in total
     */
    public Retry within(Duration newPatience) {
        return new Retry(newPatience, pause, nanos, progress, stop);
    }

    /**
     * Makes the call, and repeats it as long as it is refused for a temporary reason.
     *
     * @param what the call, such as {@code create IAM role orders}
     * @param call what to do
     * @param <T> what it returns
     * @return what the call returned
     * @throws InterruptedCallException if the thread is interrupted meanwhile
     * @throws StoppedException if the caller wants to stop and the call would have to be repeated
     */
    public <T> T call(String what, Supplier<T> call) {
        return call(what, call, refusal -> false);
    }

    /**
     * Like {@link #call(String, Supplier)}, with further temporary refusals.
     *
     * @param what the call, such as {@code create IAM role orders}
     * @param call what to do
     * @param passesToo decides which further refusals count as temporary
     * @param <T> what it returns
     * @return what the call returned
     * @throws InterruptedCallException if the thread is interrupted meanwhile
     * @throws StoppedException if the caller wants to stop and the call would have to be repeated
     */
    public <T> T call(String what, Supplier<T> call, Predicate<RuntimeException> passesToo) {
        Spent spent = new Spent();
        Duration next = FIRST_PAUSE;
        while (true) {
            try {
                return spent.on(call);
            } catch (AwsServiceException | SdkClientException | KubernetesClientException refusal) {
                if (isInterruption(refusal)) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedCallException(what, refusal);
                }
                if (!(passes(refusal) || passesToo.test(refusal)) || spent.isTooMuchWith(next)) {
                    throw refusal;
                }
                LOG.info("{}: {}; retrying in {} ms", what, kindOf(refusal), next.toMillis());
                progress.accept(new Progress.Retried(what, kindOf(refusal), next));
                rest(what, next, refusal);
                spent.add(next);
                next = longer(next);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** The time that one call with its retries has taken: its pauses, and the measured time of the attempts. */
    private final class Spent {

        private Duration time = Duration.ZERO;

        <T> T on(Supplier<T> call) {
            long start = nanos.getAsLong();
            try {
                return call.get();
            } finally {
                add(Duration.ofNanos(nanos.getAsLong() - start));
            }
        }

        void add(Duration more) {
            time = time.plus(more);
        }

        boolean isTooMuchWith(Duration pause) {
            return time.plus(pause).compareTo(patience) > 0;
        }

        Retry left() {
            Duration rest = patience.minus(time);
            return within(rest.isNegative() ? Duration.ZERO : rest);
        }
    }

    /**
     * Waits until a condition is true.
     *
     * @param what what to wait for, such as {@code see that Deployment security/orders is gone}
     * @param isSo the condition, which is called repeatedly
     * @return whether it became true before the patience ran out
     * @throws InterruptedCallException if the thread is interrupted meanwhile
     */
    public boolean until(String what, Supplier<Boolean> isSo) {
        return until(what, left -> isSo.get());
    }

    /**
     * Like {@link #until(String, Supplier)}, for a condition that itself makes calls which may have to be retried.
     *
     * @param what what to wait for, such as {@code see that Deployment security/orders is gone}
     * @param isSo the condition, which is called repeatedly with a retry for the remaining patience
     * @return whether it became true before the patience ran out
     * @throws InterruptedCallException if the thread is interrupted meanwhile
     */
    public boolean until(String what, Predicate<Retry> isSo) {
        Spent spent = new Spent();
        Duration next = FIRST_PAUSE;
        while (!spent.on(() -> isSo.test(spent.left()))) {
            if (spent.isTooMuchWith(next)) {
                return false;
            }
            progress.accept(new Progress.Waiting(what, next));
            rest(what, next, new IllegalStateException("the change is not visible yet"));
            spent.add(next);
            next = longer(next);
        }
        return true;
    }

    /** Not every client restores the thread's interrupt flag when it gives up on an interrupted call. */
    private static boolean isInterruption(RuntimeException refusal) {
        return Thread.currentThread().isInterrupted()
                || refusal instanceof AbortedException
                || refusal.getCause() instanceof InterruptedException;
    }

    private void rest(String what, Duration duration, RuntimeException refusal) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(what, refusal);
        }
        try {
            pause.rest(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(what, refusal);
        }
    }

    /** The reason without the message, which may quote what was sent. */
    private static String kindOf(RuntimeException refusal) {
        if (refusal instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
            return String.valueOf(aws.awsErrorDetails().errorCode());
        }
        return refusal instanceof KubernetesClientException kubernetes
                ? "status " + kubernetes.getCode()
                : refusal.getClass().getSimpleName();
    }

    private static boolean passes(RuntimeException refusal) {
        if (refusal instanceof KubernetesClientException kubernetes) {
            return kubernetes.getCode() == TOO_MANY_REQUESTS
                    || (kubernetes.getCode() > SERVER_ERROR)
                    || (kubernetes.getCode() < HttpURLConnection.HTTP_OK && isOfTheNetwork(kubernetes));
        }
        if (refusal instanceof AwsServiceException aws) {
            return aws.isThrottlingException() || aws.statusCode() >= SERVER_ERROR || passesByCode(aws);
        }
        return isOfTheNetwork(refusal);
    }

    /** Whether a call or its answer was lost, which fabric8 reports as status -1. */
    private static boolean isOfTheNetwork(RuntimeException refusal) {
        return refusal.getCause() instanceof IOException || refusal.getCause() instanceof TimeoutException;
    }

    private static boolean passesByCode(AwsServiceException refusal) {
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
