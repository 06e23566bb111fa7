package io.github.keda4j.provisioner;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.provisioner.internal.AssociationPlanner;
import io.github.keda4j.provisioner.internal.Clients;
import io.github.keda4j.provisioner.internal.ExecutableChange;
import io.github.keda4j.provisioner.internal.ObjectPlanner;
import io.github.keda4j.provisioner.internal.Retry;
import io.github.keda4j.provisioner.internal.RolePlanner;
import io.github.keda4j.wiring.RoleDefinition;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Takes AWS and Kubernetes to what stacks describe: reads what is there, plans the writes that are missing, makes them in
 * order.
 *
 * <p>Applying twice writes once. An apply that was cut off can be run again and goes on where it stopped. What KEDA and
 * others own is left alone: {@code spec.replicas} of a scaled workload counts on its creation only. Clients, their HTTP and
 * their credentials are the caller's. Safe for use by several threads as far as the clients are.
 */
public final class Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);

    private final Clients clients;
    private final RolePlanner roles;
    private final AssociationPlanner associations;
    private final ObjectPlanner objects;

    private Provisioner(Clients clients) {
        this.clients = clients;
        this.roles = new RolePlanner(clients.iam());
        this.associations = new AssociationPlanner(clients.eks());
        this.objects = new ObjectPlanner(clients.kubernetes());
    }

    /**
     * A provisioner to set up.
     *
     * @return a builder without clients
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Plans what is missing. Only reads.
     *
     * @param stacks what is described; they may share roles and an operator
     * @return the writes, in order: roles, then associations, then Kubernetes objects
     * @throws ProvisioningException if something is there that cannot become what is described, or two stacks contradict each
     *     other
     */
    public Plan plan(ScalingStack... stacks) {
        Descriptions described = new Descriptions(stacks);
        List<PodIdentityAssociation> desiredAssociations = described.associations();
        List<Descriptions.Manifest> manifests = described.manifests();
        List<ExecutableChange> changes = new ArrayList<>();
        described.roles().forEach(role -> changes.addAll(roles.plan(role)));
        desiredAssociations.forEach(
                association -> associations.plan(association).ifPresent(changes::add));
        manifests.forEach(manifest ->
                objects.plan(manifest.object(), manifest.scaledByKeda()).ifPresent(changes::add));
        return new Plan(changes);
    }

    /**
     * Plans the end of stacks. Only reads. What is shared with others stays: a role that has policies of other stacks, the
     * association and the service account of such a role, objects and roles that were not made here.
     *
     * @param stacks what is to go
     * @return the writes, in order: Kubernetes objects, then associations, then roles
     */
    public Plan planRemoval(ScalingStack... stacks) {
        Descriptions described = new Descriptions(stacks);
        List<RoleDefinition> roleDefinitions = new ArrayList<>(described.roles());
        Collections.reverse(roleDefinitions);
        Map<String, RolePlanner.Removal> removals = new LinkedHashMap<>();
        roleDefinitions.forEach(role -> removals.put(role.arn(), roles.planRemoval(role)));
        List<PodIdentityAssociation> going = described.associations().stream()
                .filter(association ->
                        goesOrIsNotOurs(removals.get(association.role().toString())))
                .toList();

        List<Descriptions.Manifest> manifests = new ArrayList<>(described.manifests());
        Collections.reverse(manifests);
        List<ExecutableChange> changes = new ArrayList<>();
        manifests.stream()
                .map(Descriptions.Manifest::object)
                .filter(object -> !isUsedByOthers(object, described.associations(), going))
                .forEach(object -> objects.planRemoval(object).ifPresent(changes::add));
        going.forEach(association -> associations.planRemoval(association).ifPresent(changes::add));
        removals.values().forEach(removal -> changes.addAll(removal.changes()));
        return new Plan(changes);
    }

    /** A service account whose association stays, since others have policies in its role, is theirs too. */
    private static boolean isUsedByOthers(
            HasMetadata object, List<PodIdentityAssociation> all, List<PodIdentityAssociation> going) {
        return object instanceof ServiceAccount
                && all.stream()
                        .filter(association -> !going.contains(association))
                        .anyMatch(association -> association
                                        .namespace()
                                        .equals(object.getMetadata().getNamespace())
                                && association
                                        .serviceAccount()
                                        .equals(object.getMetadata().getName()));
    }

    /**
     * Makes the writes of a plan.
     *
     * @param plan made by this provisioner's kind of clients; the sooner it is applied, the better it fits
     * @throws ProvisioningException if a write fails; what was written before it stays, and planning and applying again goes
     *     on from there
     */
    public void apply(Plan plan) {
        List<ExecutableChange> changes = plan.executableChanges();
        for (int index = 0; index < changes.size(); index++) {
            ExecutableChange change = changes.get(index);
            LOG.info("{} {}", change.action(), change.target());
            try {
                change.execute(clients);
            } catch (RuntimeException failure) {
                throw new ProvisioningException(
                        "could not " + change.action().name().toLowerCase(Locale.ROOT) + " " + change.target()
                                + " (" + index + " of " + changes.size()
                                + " changes are made; plan and apply again to go on): "
                                + failure.getMessage(),
                        failure);
            }
        }
    }

    /**
     * Plans and makes what is missing.
     *
     * @param stacks what is described
     * @return what was written; empty where everything was as described
     * @throws ProvisioningException if a write fails
     */
    public Plan apply(ScalingStack... stacks) {
        Plan plan = plan(stacks);
        apply(plan);
        return plan;
    }

    /**
     * Plans and makes the end of stacks.
     *
     * @param stacks what is to go
     * @return what was written; empty where nothing was there any more
     * @throws ProvisioningException if a write fails
     */
    public Plan destroy(ScalingStack... stacks) {
        Plan plan = planRemoval(stacks);
        apply(plan);
        return plan;
    }

    private static boolean goesOrIsNotOurs(RolePlanner.@Nullable Removal removal) {
        return removal == null || removal.complete();
    }

    /** Collects the clients of a {@link Provisioner}. */
    public static final class Builder {

        private @Nullable IamClient iam;
        private @Nullable EksClient eks;
        private @Nullable KubernetesClient kubernetes;
        private Duration patience = Duration.ofMinutes(1);

        private Builder() {}

        /**
         * Reads and writes roles. Required.
         *
         * @param client the caller's to close
         * @return this
         */
        public Builder iam(IamClient client) {
            this.iam = requireNonNull(client, "iam");
            return this;
        }

        /**
         * Reads and writes associations. Required.
         *
         * @param client the caller's to close
         * @return this
         */
        public Builder eks(EksClient client) {
            this.eks = requireNonNull(client, "eks");
            return this;
        }

        /**
         * Reads and writes Kubernetes objects. Required.
         *
         * @param client the caller's to close
         * @return this
         */
        public Builder kubernetes(KubernetesClient client) {
            this.kubernetes = requireNonNull(client, "kubernetes");
            return this;
        }

        /**
         * How long to repeat a call that AWS refuses only for a while, since IAM is eventually consistent.
         *
         * @param newPatience for each call; one minute where nothing is said
         * @return this
         */
        public Builder patience(Duration newPatience) {
            this.patience = requireNonNull(newPatience, "patience");
            return this;
        }

        /**
         * The provisioner.
         *
         * @return ready to plan
         * @throws IllegalStateException if a client is missing; it names every one
         */
        public Provisioner build() {
            if (iam == null || eks == null || kubernetes == null) {
                throw new IllegalStateException("a Provisioner needs also: " + String.join(", ", missing()));
            }
            Retry retry = new Retry(patience, duration -> Thread.sleep(duration.toMillis()));
            return new Provisioner(new Clients(iam, eks, kubernetes, retry));
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
