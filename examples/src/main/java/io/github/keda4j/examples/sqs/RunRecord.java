package io.github.keda4j.examples.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The record of a run, for charts. Several threads write to it. */
final class RunRecord {

    /**
     * One measurement of queue and Deployment.
     *
     * @param seconds seconds since the run began
     * @param depth the number of messages in the queue
     * @param replicas the replicas of the Deployment
     * @param handled how many messages have been handled so far
     */
    record Sample(double seconds, int depth, int replicas, int handled) {}

    /**
     * A step of the architecture.
     *
     * @param number 1 to 7
     * @param seconds seconds since the run began
     * @param text what happened
     */
    record Step(int number, double seconds, String text) {}

    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> handled = new HashSet<>();
    private int sent;
    private int replicas = -1;
    private int peak;
    private double begunAt;
    private double firstLook = Double.NaN;
    private double autoscalerMade = Double.NaN;
    private boolean begun;
    private boolean awake;
    private boolean settled;

    Instant startedAt() {
        return startedAt;
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    synchronized void sample(int depth) {
        samples.add(new Sample(seconds(), depth, Math.max(replicas, 0), handled.size()));
    }

    /** Records a step; false if it has been noted before. */
    synchronized boolean step(int number, String text) {
        if (steps.stream().anyMatch(step -> step.number() == number)) {
            return false;
        }
        steps.add(new Step(number, seconds(), text));
        return true;
    }

    /** Notes that messages are sent from now on, so later changes of the replicas are caused by messages. */
    synchronized void begin() {
        begun = true;
        begunAt = seconds();
    }

    /** KEDA's operator reads the queue; only the first time is recorded. */
    synchronized void looked() {
        if (Double.isNaN(firstLook)) {
            firstLook = seconds();
        }
    }

    /** When KEDA's operator first read the queue; NaN if it never did. */
    synchronized double firstLook() {
        return firstLook;
    }

    /** KEDA has created the autoscaler; only the first time is recorded. */
    synchronized void autoscalerMade() {
        if (Double.isNaN(autoscalerMade)) {
            autoscalerMade = seconds();
        }
    }

    /** When KEDA created the autoscaler; NaN if that was not observed. */
    synchronized double autoscalerMadeAt() {
        return autoscalerMade;
    }

    /** When the first message was sent. */
    synchronized double begunAt() {
        return begunAt;
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized void sent() {
        sent++;
    }

    /** Records a handled message; a message that SQS delivers twice counts once. */
    synchronized boolean handled(String messageId) {
        return handled.add(messageId);
    }

    synchronized void replicas(int now) {
        replicas = now;
        if (now == 0) {
            settled = awake;
        } else if (begun) {
            awake = true;
            settled = false;
            peak = Math.max(peak, now);
        }
    }

    synchronized int replicas() {
        return replicas;
    }

    synchronized int handledCount() {
        return handled.size();
    }

    synchronized int sentCount() {
        return sent;
    }

    /** The maximum number of replicas since the first message was sent. */
    synchronized int peak() {
        return peak;
    }

    /** Whether the Deployment was scaled up and is back at zero. */
    synchronized boolean isBackAtZero() {
        return settled;
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}
