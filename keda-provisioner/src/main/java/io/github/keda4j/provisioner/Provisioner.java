package io.github.keda4j.provisioner;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.internal.Clients;
import io.github.keda4j.provisioner.internal.Readiness;
import io.github.keda4j.provisioner.internal.Retry;
import io.github.keda4j.provisioner.internal.Scrubber;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Brings AWS and Kubernetes to the state that stacks describe: reads what exists, plans the missing writes, and makes
 * them in order.
 *
 * <p>It owns only what it made. Roles and associations carry a tag, objects a label for each stack that they belong to;
 * objects are written by server-side apply with the field manager {@code keda4j}. It refuses to touch what belongs to
 * others, and names the owner. The exception is whatever was {@linkplain Builder#adopt adopted}: it is later released,
 * never deleted. What a stack made but no longer describes is removed by its next apply. KEDA owns {@code
 * spec.replicas} of a scaled workload, so the described value is used only on creation.
 *
 * <p>Applying twice writes once. An interrupted apply can be run again and continues where it stopped. The caller
 * provides the clients, with their HTTP settings and credentials. A provisioner is thread-safe if its clients are.
 */
public final class Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);

    /** The maximum number of times that a plan is made and applied, if something changes between the two. */
    private static final int ROUNDS = 5;

    private final Clients clients;
    private final Planner planner;
    private final Consumer<Progress> progress;
    private final BooleanSupplier stop;

    private Provisioner(Clients clients, Set<String> adopted, Consumer<Progress> progress, BooleanSupplier stop) {
        this.clients = clients;
        this.planner = new Planner(clients, Set.copyOf(adopted));
        this.progress = progress;
        this.stop = stop;
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Plans the writes that are missing, and the removal of what the stacks made but no longer describe. This writes
     * nothing; objects are only applied as a dry run.
     *
     * @param stacks the desired stacks, for one cluster; they may share roles and an operator
     * @return the writes, in order: roles, associations, Kubernetes objects, then removals
     * @throws ProvisioningException if two stacks contradict each other, something belongs to others, or the plan could
     *     not be applied; the exception lists every problem
     */
    public Plan plan(ScalingStack... stacks) {
        return planner.draft(new Descriptions(stacks), new Descriptions(stacks)).plan();
    }

    /**
     * Plans the removal of stacks. Writes nothing. What other stacks also need stays, and so does what belongs to
     * others or was adopted; the plan's notes say so.
     *
     * @param stacks the stacks to remove, for one cluster
     * @return the writes, in order: Kubernetes objects, then roles, then associations
     * @throws ProvisioningException if a client is for another account, region or cluster than the stacks
     */
    public Plan planRemoval(ScalingStack... stacks) {
        return planner.draft(new Descriptions(), new Descriptions(stacks)).plan();
    }

    /**
     * Compares what exists with what stacks describe. It also finds changes that no stack describes: foreign policies
     * on keda4j's roles, changed session lengths, edited objects. Writes nothing.
     *
     * @param stacks the desired stacks, for one cluster
     * @return what an apply would write, and why it would be refused
     * @throws ProvisioningException if two stacks contradict each other or a call fails
     */
    public Drift drift(ScalingStack... stacks) {
        Planner.Drafted drafted = planner.draft(new Descriptions(stacks), new Descriptions(stacks));
        return new Drift(List.copyOf(drafted.draft().changes()), drafted.problems(), drafted.notes());
    }

    /**
     * Applies a plan. Before the first write, it checks that the clients are for the same account and cluster as
     * those that made the plan, reads again everything that the plan is based on, asks whether the caller may make all
     * writes, and waits for objects that are being deleted; each write is checked once more right before it is made.
     *
     * @param plan a plan made by a provisioner for the same account, region and cluster
     * @throws ProvisioningException if something has changed since the plan, the caller lacks a permission, an object
     * does not go away, or a write fails; what was written before stays, and planning and applying again continues from
     * there
     */
    public void apply(Plan plan) {
        new Applier(clients, planner, progress, stop).apply(plan);
    }

    /**
     * Plans and applies what is missing. If something changes between the two, it plans again.
     *
     * @param stacks the desired stacks, for one cluster
     * @return what was written; empty if everything was as described
     * @throws ProvisioningException if something belongs to others or a write fails
     */
    public Plan apply(ScalingStack... stacks) {
        return repeated(() -> plan(stacks));
    }

    /**
     * Plans and carries out the removal of stacks. If something changes between the two, it plans again.
     *
     * @param stacks the stacks to remove, for one cluster
     * @return what was written; empty if nothing was left
     * @throws ProvisioningException if a write fails
     */
    public Plan destroy(ScalingStack... stacks) {
        return repeated(() -> planRemoval(stacks));
    }

    /**
     * Applies a plan that was saved and reviewed. It plans again, and refuses unless every write of the new plan is in
     * the reviewed plan: for the same cluster, the same description, and the same state. Writes of the reviewed plan
     * that have already been made are skipped, so that a job that crashed can be run again.
     *
     * @param reviewed the reviewed plan, as {@link SavedPlan#read} returned it
     * @param stacks the stacks that the plan was made for, with the same descriptions
     * @return what was written; empty if everything had already been made
     * @throws ProvisioningException with {@link Reason#PREFLIGHT} if the plan is for another account, region or
     *     cluster; with {@link Reason#STALE_PLAN} if the stacks or the state that the plan is based on have changed
     *     (the exception lists the changes); or if a write fails
     */
    public Plan apply(SavedPlan reviewed, ScalingStack... stacks) {
        PlanReview review = new PlanReview(reviewed);
        review.check(new Descriptions(stacks));
        Plan plan = reviewed.isRemoval() ? planRemoval(stacks) : plan(stacks);
        review.check(plan);
        apply(plan);
        return plan;
    }

    /**
     * Waits until KEDA says that all ScaledObjects of the stacks are ready: it has found their scale targets, read
     * their triggers and created their autoscalers. KEDA does not say to which version of an object its condition
     * refers, so it may still refer to the previous version.
     *
     * @param budget how long to wait, in all; a call that has started is always completed
     * @param stacks stacks that have been applied
     * @throws ProvisioningException with {@link Reason#NOT_READY} if the time runs out, with each object that is not
     *     ready and KEDA's reason; or if a call fails
     */
    public void awaitReady(Duration budget, ScalingStack... stacks) {
        Set<String> secrets = new LinkedHashSet<>();
        List<ScaledObject> objects = new Descriptions(stacks).scaledObjects(secrets);
        Clients patient = new Clients(
                clients.iam(),
                clients.eks(),
                clients.kubernetes(),
                clients.sts(),
                clients.retry().within(budget));
        List<String> reasons = Guard.hiding(secrets).run("wait for KEDA", () -> new Readiness(patient).await(objects));
        if (!reasons.isEmpty()) {
            throw new ProvisioningException(
                    Reason.NOT_READY,
                    new Scrubber(secrets)
                            .clean("After " + budget.toSeconds() + " s, not everything is ready.\n"
                                    + String.join("\n", reasons)));
        }
    }

    private Plan repeated(Supplier<Plan> planning) {
        for (int round = 1; ; round++) {
            Plan plan = planning.get();
            try {
                apply(plan);
                return plan;
            } catch (ProvisioningException refused) {
                if (refused.reason() != Reason.STALE_PLAN || round >= ROUNDS) {
                    throw refused;
                }
                LOG.info("planning again: {}", refused.getMessage());
            }
        }
    }

    /** Collects the clients of a {@link Provisioner}. */
    public static final class Builder {

        private @Nullable IamClient iam;
        private @Nullable EksClient eks;
        private @Nullable KubernetesClient kubernetes;
        private @Nullable StsClient sts;
        private Duration patience = Duration.ofMinutes(2);
        private Retry.Pause pause = duration -> Thread.sleep(duration.toMillis());
        private LongSupplier nanos = System::nanoTime;
        private ProgressListener listener = progress -> {};
        private BooleanSupplier stop = () -> false;
        private final Set<String> adopted = new LinkedHashSet<>();

        private Builder() {}

        /**
         * Sets the client that reads and writes roles. Required.
         *
         * @param client a client that the caller closes
         * @return this
         */
        public Builder iam(IamClient client) {
            this.iam = requireNonNull(client, "iam");
            return this;
        }

        /**
         * Sets the client that reads and writes associations. Required.
         *
         * @param client a client that the caller closes
         * @return this
         */
        public Builder eks(EksClient client) {
            this.eks = requireNonNull(client, "eks");
            return this;
        }

        /**
         * Sets the client that reads and writes Kubernetes objects. Required.
         *
         * @param client a client that the caller closes
         * @return this
         */
        public Builder kubernetes(KubernetesClient client) {
            this.kubernetes = requireNonNull(client, "kubernetes");
            return this;
        }

        /**
         * Sets the client with which an apply finds out who the caller is; it must have the same credentials as the IAM
         * client. If it is set, an apply asks IAM's policy simulator before its first write whether the caller may make
         * all writes. If the simulator cannot be asked, the apply goes on; a {@link Progress.Noted} event says why.
         *
         * @param client a client that the caller closes; defaults to none
         * @return this
         */
        public Builder sts(StsClient client) {
            this.sts = requireNonNull(client, "sts");
            return this;
        }

        /**
         * Sets how long to retry a call that is refused only temporarily, because it is throttled or because IAM is
         * eventually consistent.
         *
         * @param newPatience for each call, including all its retries; defaults to two minutes
         * @return this
         */
        public Builder patience(Duration newPatience) {
            this.patience = requireNonNull(newPatience, "patience");
            return this;
        }

        /**
         * Takes over something that belongs to others, including what they set: a role keeps its own statements and
         * policies, an object keeps the fields that are not described. When no stack needs it any longer, it is
         * released, not deleted.
         *
         * @param target as named in a plan, such as {@code IAM role orders}, {@code Deployment security/orders} or
         *     {@code pod identity association demo/security/orders}
         * @return this
         */
        public Builder adopt(String target) {
            adopted.add(requireNonNull(target, "target"));
            return this;
        }

        /**
         * Sets the listener for the progress of an apply: changes that begin and end, retries and their reasons, and
         * what the provisioner waits for.
         *
         * @param newListener such as {@code System.out::println}; defaults to none
         * @return this
         */
        public Builder listener(ProgressListener newListener) {
            this.listener = requireNonNull(newListener, "listener");
            return this;
        }

        /**
         * Sets how to stop an apply from outside. The supplier is called before each change and before each pause; a
         * change that has started is completed, unless it must wait. Then a {@link ProvisioningException} with
         * {@link Reason#CANCELLED} is thrown; what was written stays, and planning and applying again continues from
         * there. Interrupting the thread stops an apply too, even during a pause.
         *
         * @param newStop such as {@code stopped::get} of an {@code AtomicBoolean}; called from any thread, also from
         * several at once
         * @return this
         */
        public Builder stopWhen(BooleanSupplier newStop) {
            this.stop = requireNonNull(newStop, "stop");
            return this;
        }

        /** Sets how to wait, for tests. */
        Builder pause(Retry.Pause newPause) {
            this.pause = requireNonNull(newPause, "pause");
            return this;
        }

        /** Sets the clock that times calls, for tests. */
        Builder nanos(LongSupplier newNanos) {
            this.nanos = requireNonNull(newNanos, "nanos");
            return this;
        }

        /**
         * Creates the provisioner.
         *
         * @return a provisioner
         * @throws IllegalStateException if a client is missing; the message names all missing ones
         */
        public Provisioner build() {
            if (iam == null || eks == null || kubernetes == null) {
                throw new IllegalStateException("missing: " + String.join(", ", missing()));
            }
            Consumer<Progress> progress = told(listener);
            BooleanSupplier asked = asked(stop);
            Retry retry = new Retry(patience, pause, nanos, progress, asked);
            return new Provisioner(
                    new Clients(iam, eks, kubernetes, Optional.ofNullable(sts), retry), adopted, progress, asked);
        }

        /**
         * If the supplier fails, the run stops, because the supplier may have meant to stop it. The next run continues
         * from there.
         */
        private static BooleanSupplier asked(BooleanSupplier stop) {
            return () -> {
                try {
                    return stop.getAsBoolean();
                } catch (RuntimeException failed) {
                    LOG.warn("stopWhen failed, so the run stops", failed);
                    return true;
                }
            };
        }

        private static Consumer<Progress> told(ProgressListener listener) {
            Object oneAtATime = new Object();
            return progress -> {
                try {
                    synchronized (oneAtATime) {
                        listener.on(progress);
                    }
                } catch (RuntimeException failed) {
                    LOG.warn("the listener failed", failed);
                }
            };
        }

        private List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (iam == null) {
                missing.add("iam");
            }
            if (eks == null) {
                missing.add("eks");
            }
            if (kubernetes == null) {
                missing.add("kubernetes");
            }
            return missing;
        }
    }
}
