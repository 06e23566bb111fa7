package io.github.keda4j.conformance.scaling;

import io.github.keda4j.conformance.scaling.Observation.Change;
import io.github.keda4j.simulator.Autoscaler;
import io.github.keda4j.simulator.HpaController;
import io.github.keda4j.simulator.KedaRelease;
import io.github.keda4j.simulator.MetricSource;
import io.github.keda4j.simulator.ScalingDecision;
import io.github.keda4j.simulator.ScalingPolicy;
import io.github.keda4j.simulator.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The simulator's prediction for an observed case. */
public final class Prediction {

    /** A change this near to the end of the watch may fall before or after it. */
    private static final Duration EDGE = Duration.ofSeconds(1);

    /** If a prediction is this close, the search ends. */
    private static final Duration NEAR = Duration.ofMillis(500);

    private static final int PHASES = 6;

    private static final Latency PLAIN = Latency.usual().get(0);

    private final ScalingCase of;
    private final Observation observed;
    private final Duration sync;
    private final Duration polling;
    private final ScalingPolicy policy;

    /**
     * Creates a prediction of a case.
     *
     * @param of the case
     * @param observed the observed behavior of a cluster
     * @param sync the time between two syncs of an autoscaler
     */
    public Prediction(ScalingCase of, Observation observed, Duration sync) {
        this.of = of;
        this.observed = observed;
        this.sync = sync;
        this.polling = of.pollingInterval();
        HpaController controller = HpaController.DEFAULTS;
        this.policy = ScalingPolicy.builder(of.object())
                .release(KedaRelease.V2_21)
                .controller(new HpaController(sync, controller.downscaleStabilization(), controller.tolerance()))
                .build();
    }

    /**
     * A prediction with the same sequence of replicas.
     *
     * @param latency the latency with which the simulator predicts it
     * @param distance the longest time between a change and its prediction
     */
    public record Fit(Latency latency, Duration distance) {}

    /**
     * {@return the predicted changes of the replicas if polls and syncs happen at the observed times}
     *
     * @param latency the latency of the cluster
     */
    public List<Change> changes(Latency latency) {
        return changes(observed.polls(), observed.syncs(), latency);
    }

    /**
     * The prediction if polls and syncs happen at equal intervals after the first ones, shifted by a share of an
     * interval.
     */
    private List<Change> atEqualIntervals(int pollSixths, int syncSixths, Latency latency) {
        Instant poll =
                observed.polls().get(0).plus(polling.multipliedBy(pollSixths).dividedBy(PHASES));
        List<Instant> syncs = observed.syncs().isEmpty()
                ? List.of()
                : equalIntervals(
                        observed.syncs()
                                .get(0)
                                .plus(sync.multipliedBy(syncSixths).dividedBy(PHASES)),
                        sync);
        return changes(equalIntervals(poll, polling), syncs, latency);
    }

    private List<Instant> equalIntervals(Instant first, Duration interval) {
        return Stream.iterate(first, look -> look.isBefore(observed.end()), look -> look.plus(interval))
                .toList();
    }

    private List<Change> changes(List<Instant> polls, List<Instant> syncs, Latency latency) {
        Timeline timeline = Timeline.virtual(observed.created());
        Supplier<Duration> onTop = latency.ofLooks();
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy)
                .metrics(loads())
                .workload(new ObservedPods(observed, of.start(), timeline, latency.ofScalings()))
                .timeline(timeline)
                .build();
        Map<Instant, Supplier<ScalingDecision>> looks = new TreeMap<>();
        syncs.forEach(sync -> looks.put(sync.plus(latency.sync()).plus(onTop.get()), autoscaler::sync));
        polls.forEach(poll -> looks.put(poll.plus(latency.poll()), autoscaler::poll));
        List<ScalingDecision> decisions = new ArrayList<>();
        looks.forEach((time, look) -> {
            timeline.waitUntil(time);
            decisions.add(look.get());
        });
        return changes(decisions);
    }

    private static List<Change> changes(List<ScalingDecision> decisions) {
        return decisions.stream()
                .filter(ScalingDecision::isChange)
                .map(decision -> new Change(decision.time(), decision.to()))
                .toList();
    }

    private MetricSource loads() {
        return (trigger, now) -> {
            Double value = of.load(trigger.name().charAt(1) - '0', Duration.between(observed.begin(), now));
            if (value == null) {
                throw new IllegalStateException("500");
            }
            return value;
        };
    }

    /** {@return how far the prediction is from the observation; empty if the sequence of replicas differs} */
    public Optional<Fit> fit() {
        Optional<Fit> best = Optional.empty();
        for (Latency latency : Latency.usual()) {
            Optional<Fit> fit = compare(latency);
            if (fit.isPresent()
                    && (best.isEmpty()
                            || fit.get().distance().compareTo(best.get().distance()) < 0)) {
                best = fit;
            }
            if (best.isPresent() && best.get().distance().compareTo(NEAR) <= 0) {
                break;
            }
        }
        return best;
    }

    /**
     * {@return how far the prediction is from the observation; empty if the sequence of replicas differs}
     *
     * @param latency the latency of the cluster
     */
    public Optional<Fit> compare(Latency latency) {
        return distance(changes(latency)).map(distance -> new Fit(latency, distance));
    }

    private Optional<Duration> distance(List<Change> predicted) {
        return distance(predicted, observed.changes());
    }

    private Optional<Duration> distance(List<Change> some, List<Change> others) {
        Duration distance = Duration.ZERO;
        for (int index = 0; index < Math.max(some.size(), others.size()); index++) {
            if (index >= others.size() || index >= some.size()) {
                Change rest = (index < others.size() ? others : some).get(index);
                if (rest.time().isBefore(observed.end().minus(EDGE))) {
                    return Optional.empty();
                }
            } else if (some.get(index).replicas() != others.get(index).replicas()) {
                return Optional.empty();
            } else {
                Duration between = Duration.between(
                                some.get(index).time(), others.get(index).time())
                        .abs();
                distance = between.compareTo(distance) > 0 ? between : distance;
            }
        }
        return Optional.of(distance);
    }

    /** {@return one polling interval plus one sync period: how much later something may happen} */
    public Duration onePollAndOneSync() {
        return polling.plus(sync);
    }

    /**
     * {@return whether the replicas are those that are predicted with polls and syncs at equal intervals after the
     * first ones}
     */
    public boolean isAsAtEqualIntervals() {
        return isNear(distance(atEqualIntervals(0, 0, PLAIN)));
    }

    private boolean isNear(Optional<Duration> distance) {
        return distance.filter(apart -> apart.compareTo(onePollAndOneSync()) <= 0)
                .isPresent();
    }

    /**
     * {@return whether the prediction has another sequence or other times if polls and syncs are shifted or take
     * longer}
     */
    public boolean dependsOnWhereLooksFall() {
        List<Change> plain = atEqualIntervals(0, 0, PLAIN);
        Stream<List<Change>> phases = IntStream.range(0, PHASES * PHASES)
                .mapToObj(phase -> atEqualIntervals(phase / PHASES, phase % PHASES, PLAIN));
        Stream<List<Change>> tosses = Latency.tossed().stream().map(latency -> atEqualIntervals(0, 0, latency));
        return Stream.concat(phases, tosses).anyMatch(other -> !isNear(distance(plain, other)));
    }

    /** {@return the observation, the prediction and the recording, in readable form} */
    public String disagreement() {
        return of.name() + "\nKEDA: " + observed.text(observed.changes()) + "\nours: " + observed.text(changes(PLAIN))
                + "\n" + new ScalingRecording(of, observed).line();
    }
}
