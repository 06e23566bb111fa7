package io.github.keda4j.wiring;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of one scaled workload: what scales on which events, and which identities the pods and KEDA use.
 *
 * <p>The {@linkplain #manifests() manifests}, the {@linkplain #roles() roles} with their policies, the {@linkplain #associations() pod
 * identity associations} and a {@linkplain #prove() proof} that the chain of roles works are derived from it, without a
 * call to AWS or Kubernetes. The same description always gives the same result. Immutable.
 */
public final class ScalingStack {

    private final StackPlan plan;
    private final Findings findings;
    private final List<HasMetadata> manifests;
    private final List<RoleDefinition> roles;
    private final List<PodIdentityAssociation> associations;

    private ScalingStack(
            StackPlan plan, List<RoleDefinition> roles, List<PodIdentityAssociation> associations, Findings findings) {
        this.plan = plan;
        this.findings = findings;
        this.manifests = StackManifests.of(plan);
        this.roles = roles;
        this.associations = associations;
    }

    /**
     * Returns a builder for a stack.
     *
     * @return a builder with nothing set
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The cluster in which everything runs.
     *
     * @return the cluster as it was described
     */
    public EksCluster cluster() {
        return plan.stack().cluster();
    }

    /**
     * KEDA's operator in that cluster.
     *
     * @return the operator as it was described
     */
    public KedaOperator operator() {
        return plan.stack().operator();
    }

    /**
     * The workload that KEDA scales. KEDA owns its {@code spec.replicas}.
     *
     * @return the Deployment or StatefulSet as it was described when the stack was built
     */
    public HasMetadata workload() {
        return manifests.get(1);
    }

    /**
     * The Kubernetes objects, in the order in which to create them: service account, workload, trigger authentications,
     * scaled object. Objects that the caller gave are included unchanged.
     *
     * @return immutable
     */
    public List<HasMetadata> manifests() {
        return manifests;
    }

    /**
     * The roles that the stack makes, in the order in which to create them: a role comes after those that its trust
     * policy names. Roles that are only referred to are not among them.
     *
     * @return immutable
     */
    public List<RoleDefinition> roles() {
        return roles;
    }

    /**
     * Every policy document of the roles that the stack makes, under a file name: {@code <role>.trust} for a trust
     * policy, {@code
     * <role>.<inline policy>} for what the role may do.
     *
     * @return immutable, in the order of the roles
     */
    public Map<String, PolicyDocument> policies() {
        Map<String, PolicyDocument> policies = new LinkedHashMap<>();
        for (RoleDefinition role : roles) {
            policies.put(role.role().name() + ".trust", role.trustPolicy());
            role.inlinePolicies()
                    .forEach((name, policy) -> policies.put(role.role().name() + "." + name, policy));
        }
        return Collections.unmodifiableMap(policies);
    }

    /**
     * The pod identity associations: one for KEDA's operator, if it reads anything in AWS, and one for the workload's service
     * account, if its pods have a role.
     *
     * @return immutable
     */
    public List<PodIdentityAssociation> associations() {
        return associations;
    }

    /**
     * Findings about what is accepted but probably not intended, for example a fixed number of replicas on a workload
     * that KEDA scales. There are never errors among them: errors make {@link Builder#build()} fail.
     *
     * @return warnings and remarks
     */
    public Findings findings() {
        return findings;
    }

    /**
     * The documents that somebody else must apply: trust and permissions of roles that exist already, and policies of
     * resources in other accounts. Once others have applied the policies, pass them to {@link
     * ExistingRole#withTrustPolicy}, {@link ExistingRole#withPermissions} and {@link Builder#resourcePolicy}, so that
     * the chain can be proved.
     *
     * @return immutable; those for roles first
     */
    public List<HandOver> handOvers() {
        return HandOvers.of(plan);
    }

    /**
     * Decides every hop of every chain that this stack needs, from pod to event source, on the policies that it describes.
     *
     * @return the hops in their order: allowed or denied, with the deciding statement, or depending on something
     * unknown
     */
    public Proof prove() {
        return StackProof.of(plan, roles);
    }

    /** Collects the description of a {@link ScalingStack}. */
    public static final class Builder {

        private @Nullable EksCluster cluster;
        private @Nullable KedaOperator operator;
        private @Nullable HasMetadata workload;
        private @Nullable ServiceAccount serviceAccount;
        private @Nullable WorkloadAccess access;
        private @Nullable ScaledObject scaledObject;
        private ScalerIdentity identity = ScalerIdentity.ownRole();
        private final List<TriggerAuthentication> authentications = new ArrayList<>();
        private final Set<String> existing = new LinkedHashSet<>();
        private final List<ExistingRole> existingRoles = new ArrayList<>();
        private final Map<String, PolicyDocument> resourcePolicies = new LinkedHashMap<>();
        private final Map<String, String> secretKeys = new LinkedHashMap<>();
        private final List<TriggerSource> sources = new ArrayList<>();
        private final Map<String, UnaryOperator<PolicyDocument>> trustAdjustments = new LinkedHashMap<>();
        private final Map<String, UnaryOperator<PolicyDocument>> permissionAdjustments = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the cluster. Required.
         *
         * @param arn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
         * @return this
         * @throws IllegalArgumentException if it is not the ARN of an EKS cluster
         */
        public Builder cluster(String arn) {
            this.cluster = EksCluster.parse(arn);
            return this;
        }

        /**
         * Sets KEDA's operator. Required.
         *
         * @param newOperator the operator of the cluster's KEDA
         * @return this
         */
        public Builder operator(KedaOperator newOperator) {
            this.operator = requireNonNull(newOperator, "operator");
            return this;
        }

        /**
         * Sets the workload to scale, the service account of its pods, and what they may do. Required: either this
         * method or the variant for StatefulSets.
         *
         * @param deployment with a {@code spec.template.spec.serviceAccountName}
         * @param newServiceAccount the service account of that name
         * @param newAccess describes what the pods may do in AWS
         * @return this
         */
        public Builder workload(
                Deployment deployment, ServiceAccount newServiceAccount, Consumer<WorkloadAccess> newAccess) {
            return anyWorkload(deployment, newServiceAccount, newAccess);
        }

        /**
         * Sets the workload to scale, the service account of its pods, and what they may do.
         *
         * @param statefulSet with a {@code spec.template.spec.serviceAccountName}
         * @param newServiceAccount the service account of that name
         * @param newAccess describes what the pods may do in AWS
         * @return this
         */
        public Builder workload(
                StatefulSet statefulSet, ServiceAccount newServiceAccount, Consumer<WorkloadAccess> newAccess) {
            return anyWorkload(statefulSet, newServiceAccount, newAccess);
        }

        private Builder anyWorkload(
                HasMetadata newWorkload, ServiceAccount newServiceAccount, Consumer<WorkloadAccess> newAccess) {
            WorkloadAccess described = new WorkloadAccess();
            newAccess.accept(described);
            this.workload = requireNonNull(newWorkload, "workload");
            this.serviceAccount = requireNonNull(newServiceAccount, "serviceAccount");
            this.access = described;
            return this;
        }

        /**
         * Sets the ScaledObject that scales the workload. Triggers that read AWS must name a TriggerAuthentication,
         * which the stack makes unless it is given by {@link #authentication} or {@link #existing(String)}. Required.
         *
         * @param newScaledObject a ScaledObject whose scale target is the workload
         * @return this
         */
        public Builder scaledObject(ScaledObject newScaledObject) {
            this.scaledObject = requireNonNull(newScaledObject, "scaledObject");
            return this;
        }

        /**
         * Sets the identity with which KEDA reads AWS event sources.
         *
         * @param newIdentity defaults to a separate role for the scaler
         * @return this
         */
        public Builder scalerIdentity(ScalerIdentity newIdentity) {
            this.identity = requireNonNull(newIdentity, "identity");
            return this;
        }

        /**
         * Adds your own authentication, for triggers that read something other than AWS, or that need different
         * credentials from the stack's other triggers. It becomes part of the manifests.
         *
         * @param authentication in the ScaledObject's namespace; triggers refer to it by its name
         * @return this
         */
        public Builder authentication(TriggerAuthentication authentication) {
            authentications.add(authentication.edit().build());
            return this;
        }

        /**
         * Refers to a TriggerAuthentication that already exists in the namespace. Its contents are unknown, so the
         * proof depends on them if a trigger reads AWS with this authentication.
         *
         * @param authenticationName its name
         * @return this
         */
        public Builder existing(String authenticationName) {
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName(authenticationName);
            return existing(reference);
        }

        /**
         * Refers to an existing TriggerAuthentication or ClusterTriggerAuthentication. Its contents are unknown, so the
         * proof depends on them if a trigger reads AWS with this authentication.
         *
         * @param reference kind and name, as triggers refer to it
         * @return this
         */
        public Builder existing(AuthenticationRef reference) {
            existing.add(Authentications.key(reference));
            return this;
        }

        /**
         * Describes an existing role, with its known policies, for authentications that name it. A role that is given
         * to {@link #scalerIdentity}, to the workload or to the operator need not be repeated here.
         *
         * @param role the role
         * @return this
         */
        public Builder existingRole(ExistingRole role) {
            existingRoles.add(role);
            return this;
        }

        /**
         * Sets the policy of a resource that the chains lead to. A resource of another account is reached only if its
         * policy allows it, and whether a KMS key may be used always depends on the policy of the key.
         *
         * @param arn a queue, a topic, a stream, a KMS key, a secret, a bucket
         * @param policy its policy
         * @return this
         */
        public Builder resourcePolicy(String arn, PolicyDocument policy) {
            resourcePolicies.put(requireNonNull(arn, "arn"), requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * Sets the customer managed KMS key that encrypts a secret of AWS Secrets Manager. Roles that read the secret
         * may then decrypt with the key, through Secrets Manager only. Without a key given here, the secret is
         * assumed to use the AWS managed key, which needs no permission. Other accounts cannot use that key, so without
         * a key given here the proof of a secret of another account is not complete.
         *
         * @param secret its name or ARN
         * @param keyArn such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
         * @return this
         */
        public Builder secretKey(String secret, String keyArn) {
            secretKeys.put(requireNonNull(secret, "secret"), requireNonNull(keyArn, "keyArn"));
            return this;
        }

        /**
         * Names the Amazon MSK cluster that Kafka triggers with IAM read: their bootstrap servers say neither which
         * cluster it is nor whose. Permissions, proof and documents for others are then for this cluster, its topics and
         * groups. Without it, they are for every cluster of the account of KEDA's identity; if the pods may use a cluster
         * of another account, the proof is then not complete.
         *
         * @param clusterArn such as {@code arn:aws:kafka:us-east-1:111122223333:cluster/demo/1a2b3c4d}
         * @param triggers the names of the triggers that read it, if triggers read several clusters; by default all that no
         *     other call names
         * @return this
         * @throws IllegalArgumentException if it is not the ARN of an MSK cluster
         */
        public Builder mskCluster(String clusterArn, String... triggers) {
            sources.add(TriggerSource.mskCluster(clusterArn, List.of(triggers)));
            return this;
        }

        /**
         * Names a workspace of Amazon Managed Service for Prometheus that triggers read: its URL has its id but not its
         * account. Without it, the workspace is assumed to be in the account of KEDA's identity; if the pods may use the
         * workspace in another account, the proof is then not complete.
         *
         * @param workspaceArn such as {@code arn:aws:aps:us-east-1:111122223333:workspace/ws-1a2b3c4d}
         * @return this
         * @throws IllegalArgumentException if it is not the ARN of a workspace
         */
        public Builder prometheusWorkspace(String workspaceArn) {
            sources.add(TriggerSource.workspace(workspaceArn));
            return this;
        }

        /**
         * Changes the trust policy of a role that the stack makes, for example to add a statement for another
         * principal.
         *
         * @param roleName the role
         * @param adjustment turns the derived policy into the one to write
         * @return this
         */
        public Builder adjustTrustPolicy(String roleName, UnaryOperator<PolicyDocument> adjustment) {
            trustAdjustments.merge(roleName, adjustment, Builder::inTurn);
            return this;
        }

        /**
         * Changes each permission policy of a role that the stack makes.
         *
         * @param roleName the role
         * @param adjustment turns the derived policy into the one to write
         * @return this
         */
        public Builder adjustPermissions(String roleName, UnaryOperator<PolicyDocument> adjustment) {
            permissionAdjustments.merge(roleName, adjustment, Builder::inTurn);
            return this;
        }

        private static UnaryOperator<PolicyDocument> inTurn(
                UnaryOperator<PolicyDocument> first, UnaryOperator<PolicyDocument> second) {
            return document -> second.apply(first.apply(document));
        }

        /**
         * Builds the stack.
         *
         * @return the checked stack; {@link ScalingStack#findings()} has the warnings. Later changes to the given
         *     objects have no effect
         * @throws FindingsException if a required part is missing, the parts do not fit together, KEDA would refuse a
         *     trigger, or IAM or EKS would refuse the result; the exception lists every problem
         */
        public ScalingStack build() {
            if (cluster == null
                    || operator == null
                    || workload == null
                    || serviceAccount == null
                    || access == null
                    || scaledObject == null) {
                throw new FindingsException(missing());
            }
            StackDescription description = new StackDescription(
                    cluster,
                    operator,
                    copyOf(workload),
                    new ServiceAccountBuilder(serviceAccount).build(),
                    PodsAccess.of(access),
                    scaledObject.edit().build(),
                    identity,
                    List.copyOf(authentications),
                    Set.copyOf(existing),
                    List.copyOf(existingRoles),
                    new LinkedHashMap<>(resourcePolicies),
                    Map.copyOf(secretKeys),
                    List.copyOf(sources),
                    Map.copyOf(trustAdjustments),
                    Map.copyOf(permissionAdjustments));
            StackChecks.ofNames(description).throwIfErrors();
            StackPlan plan = StackPlan.of(description);
            StackChecks checks = StackChecks.of(plan);
            Findings findings = checks.findings().throwIfErrors();
            List<RoleDefinition> roles = checks.roles().definitions();
            return new ScalingStack(
                    plan,
                    roles,
                    checks.roles().associations(),
                    findings.and(RolePolicyChecks.of(roles, trustAdjustments.keySet())
                            .throwIfErrors()));
        }

        private static HasMetadata copyOf(HasMetadata workload) {
            return workload instanceof Deployment deployment
                    ? new DeploymentBuilder(deployment).build()
                    : new StatefulSetBuilder((StatefulSet) workload).build();
        }

        private Findings missing() {
            List<Finding> missing = new ArrayList<>();
            require(cluster, "cluster", missing);
            require(operator, "operator", missing);
            require(workload, "workload", missing);
            require(scaledObject, "scaledObject", missing);
            return Findings.of(missing).about("ScalingStack");
        }

        private static void require(@Nullable Object part, String name, List<Finding> missing) {
            if (part == null) {
                missing.add(Finding.error(
                        "stack-part-missing",
                        "/" + name,
                        "The " + name + " of the stack is missing.",
                        "Call " + name + "(...) on the builder."));
            }
        }
    }
}
