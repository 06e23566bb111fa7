package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatusBuilder;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** How an apply reports its progress, how it is stopped, and how it waits for KEDA. */
class ProgressTest {

    private final Interrupter interrupter = new Interrupter();
    private final List<String> heard = new ArrayList<>();
    private EmulatedAws aws;
    private KubernetesApiServer server;
    private KubernetesClient kubernetes;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        aws = EmulatedAws.startOverHttp(interrupter);
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        server = builder.start();
        kubernetes = server.client(client ->
                client.withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("interrupter", interrupter)));
        provisioner = aws.provisioner(kubernetes, builder2 -> builder2.listener(one -> heard.add(one.toString())));
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        server.close();
        aws.close();
    }

    private static ScalingStack orders() {
        return Stacks.readerOf("orders").build();
    }

    @Test
    void everyChangeIsToldWhenItBeginsAndWhenItIsDone() {
        Plan plan = provisioner.plan(orders());
        assertThat(heard).isEmpty();

        provisioner.apply(plan);

        int count = plan.changes().size();
        List<String> expected = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Change change = plan.changes().get(index);
            String line = "[" + (index + 1) + "/" + count + "] create " + change.target();
            expected.add(line);
            expected.add(line + ": done");
        }
        assertThat(heard).isEqualTo(expected);
    }

    @Test
    void whatAnotherRunHasMadeIsSkipped() {
        Plan plan = provisioner.plan(orders());
        aws.provisioner(kubernetes).apply(plan);

        provisioner.apply(plan);

        assertThat(heard).hasSize(2 * plan.changes().size()).noneMatch(line -> line.endsWith(": done"));
        assertThat(heard.get(1)).endsWith("] create IAM role keda-operator: already done");
    }

    @Test
    void callsThatAreRepeatedAreToldWithTheReasonAndThePause() {
        aws.emulator().throttle(2);

        provisioner.plan(orders());

        assertThat(heard)
                .containsExactly(
                        "read the roles of the account: Throttling, retrying in 500 ms",
                        "read the roles of the account: Throttling, retrying in 1000 ms");
    }

    @Test
    void whatIsWaitedForIsTold() {
        provisioner.apply(orders());
        Deployment held = kubernetes.resource(Stacks.deployment("orders")).get();
        held.getMetadata().setFinalizers(List.of("example.org/hold"));
        kubernetes.resource(held).update();
        heard.clear();
        Provisioner patient = aws.provisioner(
                kubernetes,
                builder -> builder.listener(one -> heard.add(one.toString())).pause(duration -> {
                    Deployment freed = kubernetes.resource(held).get();
                    freed.getMetadata().setFinalizers(List.of());
                    kubernetes.resource(freed).update();
                }));

        patient.destroy(orders());

        assertThat(heard).containsOnlyOnce("waiting to see that Deployment security/orders is gone");
    }

    @Test
    void aListenerThatFailsStopsNothing() {
        Provisioner told = aws.provisioner(
                kubernetes,
                builder -> builder.listener(one -> {
                    throw new IllegalStateException("no terminal");
                }));

        told.apply(orders());

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void aStoppedApplyCanBeRunAgainWhereverItWasStopped() {
        int changes = provisioner.plan(orders()).changes().size();
        int step = 3;
        for (int made = 0; made < changes; made += step) {
            AtomicInteger left = new AtomicInteger(step);
            int missing = changes - made;
            Provisioner stopped =
                    aws.provisioner(kubernetes, builder -> builder.stopWhen(() -> left.getAndDecrement() == 0));
            if (missing > step) {
                assertFails(
                        () -> stopped.apply(orders()),
                        Reason.CANCELLED,
                        "(" + step + " of " + missing + " changes have been made; plan and apply again to continue)");
            } else {
                stopped.apply(orders());
            }
        }
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void aStopWhileACallIsRepeatedEndsTheWait() {
        AtomicBoolean stopped = new AtomicBoolean();
        Provisioner stoppable = aws.provisioner(
                kubernetes, builder -> builder.stopWhen(stopped::get).listener(one -> stopped.set(true)));
        aws.emulator().throttle(Integer.MAX_VALUE);

        assertFails(
                () -> stoppable.plan(orders()),
                Reason.CANCELLED,
                "stopped while waiting to read the roles of the account");
    }

    @Test
    void anInterruptAtAnyCallSaysSoAndTheNextRunGoesOn() {
        int runs = 0;
        boolean interrupted = true;
        while (interrupted) {
            interrupter.atCall(3 + 5 * runs);
            try {
                provisioner.apply(orders());
            } catch (ProvisioningException thrown) {
                assertThat(thrown.reason()).isEqualTo(Reason.INTERRUPTED);
                assertThat(thrown.getMessage())
                        .containsIgnoringCase("interrupted")
                        .doesNotContain("null");
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
            interrupted = interrupter.hasInterrupted();
            Thread.interrupted();
            runs++;
        }
        assertThat(runs).isGreaterThan(3);
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void kedasReasonIsToldIfAScaledObjectDoesNotGetReady() {
        Duration budget = Duration.ofSeconds(30);
        assertFails(
                () -> provisioner.awaitReady(budget, orders()),
                Reason.NOT_READY,
                "After 30 s, not everything is ready.\nScaledObject security/orders does not exist.");
        provisioner.apply(orders());
        assertFails(
                () -> provisioner.awaitReady(budget, orders()),
                Reason.NOT_READY,
                "ScaledObject security/orders has no condition Ready yet. Check that KEDA's operator runs");
        setReady("False", "ScaledObjectCheckFailed", "ScaledObject doesn't have correct triggers specification");
        heard.clear();

        assertFails(
                () -> provisioner.awaitReady(budget, orders()),
                Reason.NOT_READY,
                "ScaledObject security/orders is not ready: ScaledObjectCheckFailed: ScaledObject doesn't have correct"
                        + " triggers specification.");
        assertThat(heard).contains("waiting to see ScaledObject security/orders ready");
    }

    @Test
    void theTimeThatCallsTakeCountsTooWhileAScaledObjectIsWaitedFor() {
        provisioner.apply(orders());
        AtomicLong clock = new AtomicLong();
        AtomicInteger pauses = new AtomicInteger();
        // Each time the clock is read, five seconds have passed.
        Provisioner slow = aws.provisioner(
                kubernetes,
                builder -> builder.nanos(
                                () -> clock.getAndAdd(Duration.ofSeconds(5).toNanos()))
                        .pause(duration -> pauses.incrementAndGet()));

        assertFails(
                () -> slow.awaitReady(Duration.ofMinutes(1), orders()),
                Reason.NOT_READY,
                "After 60 s, not everything is ready.");

        assertThat(Duration.ofNanos(clock.get())).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
        assertThat(pauses.get()).isBetween(1, 6);
    }

    @Test
    void aScaledObjectThatGetsReadyIsWaitedFor() {
        provisioner.apply(orders());
        AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
        Provisioner patient = aws.provisioner(
                kubernetes,
                builder -> builder.pause(duration -> {
                    waited.set(waited.get().plus(duration));
                    if (waited.get().toSeconds() > 10) {
                        setReady(
                                "True",
                                "ScaledObjectReady",
                                "ScaledObject is defined correctly and is ready for scaling");
                    }
                }));

        patient.awaitReady(Duration.ofMinutes(5), orders());

        assertThat(waited.get()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private void setReady(String status, String reason, String message) {
        ScaledObject live =
                kubernetes.resource(Stacks.scaledObject("orders", 10)).get();
        live.setStatus(new ScaledObjectStatusBuilder()
                .withConditions(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(message)
                        .build())
                .build());
        kubernetes.resource(live).updateStatus();
    }

    /** Interrupts the thread of the provisioner when it makes one of its calls, to whichever service. */
    private static final class Interrupter implements ExecutionInterceptor, Interceptor {

        private int left = -1;

        void atCall(int number) {
            left = number;
        }

        /** Whether the call was made; no later call is interrupted. */
        boolean hasInterrupted() {
            boolean done = left < 0;
            left = -1;
            return done;
        }

        private void call() {
            if (left >= 0 && left-- == 0) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            call();
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            call();
        }
    }
}
