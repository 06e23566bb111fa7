package io.github.keda4j.wiring;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the roles of a stack can be created and distinguished, and that EKS accepts their associations.
 * Afterwards it contains the roles and associations.
 */
final class RoleChecks {

    /** What STS accepts (STS API Reference, "AssumeRole"). */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private static final Pattern PROVIDER = Pattern.compile("arn:[^:]*:iam::(\\d{12}):(oidc-provider/.+)");

    private final StackPlan plan;
    private final StackDescription stack;
    private final List<Finding> findings = new ArrayList<>();
    private List<PodIdentityAssociation> associations = List.of();
    private @Nullable StackRoles roles;

    private RoleChecks(StackPlan plan) {
        this.plan = plan;
        this.stack = plan.stack();
    }

    static RoleChecks of(StackPlan plan) {
        RoleChecks checks = new RoleChecks(plan);
        if (checks.derivedNamesAreNames()) {
            checks.checkThatNamesDiffer();
            checks.checkBoundaries();
            checks.checkExternalIds();
            checks.checkThatNobodyAssumesItself();
            checks.checkProvider();
            checks.checkAdjustments();
            checks.collect(() -> checks.associations = StackAssociations.of(plan));
            checks.collect(() -> checks.roles = StackRoles.of(plan));
        }
        return checks;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The associations; empty if EKS would not accept them. */
    List<PodIdentityAssociation> associations() {
        return associations;
    }

    /** The adjusted roles; may only be called if there are no findings. */
    List<RoleDefinition> definitions() {
        return requireNonNull(roles, "roles").definitions();
    }

    /** Checks the role names that are derived from workload names, because Kubernetes allows longer names than IAM. */
    private boolean derivedNamesAreNames() {
        boolean borrowed = plan.authentications().makesAny() && stack.identity() instanceof ScalerIdentity.WorkloadRole;
        if ((plan.hasWorkloadRole() || borrowed) && stack.access().role().isEmpty()) {
            checkDerivedName(
                    stack.workloadName(),
                    "the pods",
                    "Choose a shorter role name: workload(..., access -> access.role(IamRole.named(...))).");
        }
        if (plan.authentications().makesAny() && stack.identity() instanceof ScalerIdentity.OwnRole) {
            checkDerivedName(
                    stack.workloadName() + StackDescription.SCALER_SUFFIX,
                    "the scaler",
                    "Choose a shorter role name: scalerIdentity(ScalerIdentity.role(IamRole.named(...))).");
        }
        return findings.isEmpty();
    }

    private void checkDerivedName(String name, String bearer, String hint) {
        try {
            IamRole.named(name);
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.error(
                            "stack-role-name",
                            "/metadata/name",
                            "The role that is made for " + bearer + " would be called \"" + name + "\", which has "
                                    + name.length() + " characters; IAM allows 64.",
                            hint)
                    .about(ObjectReferences.of(stack.workload())));
        }
    }

    /** The names of roles are unique within an account, whatever their paths and their case (IAM API Reference, "CreateRole"). */
    private void checkThatNamesDiffer() {
        List<IamRole> roles = plan.roles();
        for (int i = 0; i < roles.size(); i++) {
            for (IamRole before : roles.subList(0, i)) {
                IamRole role = roles.get(i);
                boolean made = role instanceof ManagedRole || before instanceof ManagedRole;
                if (made
                        && role.name().equalsIgnoreCase(before.name())
                        && accountOf(role).equals(accountOf(before))) {
                    findings.add(describedTwice(before, role));
                }
            }
        }
    }

    private String accountOf(IamRole role) {
        return Arn.parse(role.arn(stack.cluster())).account();
    }

    private Finding describedTwice(IamRole role, IamRole other) {
        String arn = role.arn(stack.cluster());
        String otherArn = other.arn(stack.cluster());
        String message;
        if (!arn.equals(otherArn)) {
            message = arn + " and " + otherArn
                    + " cannot both exist: IAM distinguishes the names of roles neither by their path nor by their case.";
        } else if (role instanceof ManagedRole && other instanceof ManagedRole) {
            message = "The role is described twice, with different paths, boundaries or tags.";
        } else {
            message = "The stack makes the role, and the description says that it exists already.";
        }
        return Finding.error(
                        "stack-role-described-twice",
                        "",
                        message,
                        "Give the roles different names, or describe the role the same way both times.")
                .about("IAM role " + role.name());
    }

    /** A managed policy of another account cannot bound a role. */
    private void checkBoundaries() {
        for (IamRole role : plan.roles()) {
            if (role instanceof ManagedRole managed
                    && managed.permissionsBoundary().isPresent()) {
                Arn own = Arn.parse(managed.arn(stack.cluster()));
                managed.permissionsBoundary()
                        .map(Arn::parse)
                        .filter(boundary -> boundary.partition() != own.partition()
                                || !Set.of(own.account(), "aws").contains(boundary.account()))
                        .ifPresent(boundary -> findings.add(Finding.error(
                                        "stack-role-boundary",
                                        "",
                                        "The permissions boundary " + boundary
                                                + " is not in the account of the role, which is " + own.account() + ".",
                                        "Name a managed policy of that account, or one of AWS.")
                                .about("IAM role " + managed.name())));
            }
        }
    }

    /** The trust policies of the roles that the stack makes check their external ids themselves. */
    private void checkExternalIds() {
        for (KedaIdentity.Assumed assumed : plan.assumed()) {
            String id = assumed.externalId();
            if (id != null
                    && assumed.role() instanceof ExistingRole
                    && !EXTERNAL_ID.matcher(id).matches()) {
                findings.add(Finding.error(
                                "stack-external-id",
                                "",
                                "The external id is \"" + id + "\", which STS refuses.",
                                "An external id has 2 to 1224 letters, digits and characters of _+=,.@:/-.")
                        .about("IAM role " + assumed.role().name()));
            }
        }
    }

    private void checkThatNobodyAssumesItself() {
        String operator = stack.operator().role().arn(stack.cluster());
        if (plan.assumed().stream()
                .anyMatch(assumed -> assumed.role().arn(stack.cluster()).equals(operator))) {
            findings.add(Finding.error(
                            "stack-role-assumes-itself",
                            "",
                            "The role is both the operator's and the scaler's, so it would assume itself.",
                            "Use scalerIdentity(ScalerIdentity.operatorRole()), or omit roleArn, so that KEDA "
                                    + "reads without a second hop.")
                    .about("IAM role " + stack.operator().role().name()));
        }
    }

    /** STS looks for the provider in the role's account, so another one never works. */
    private void checkProvider() {
        Matcher provider = PROVIDER.matcher(stack.operator().oidcProviderArn().orElse(""));
        if (!plan.needsOperator() || !provider.matches()) {
            return;
        }
        Arn role = Arn.parse(stack.operator().role().arn(stack.cluster()));
        if (!provider.group(1).equals(role.account())) {
            findings.add(Finding.error(
                            "stack-provider-account",
                            "",
                            "The role is in account " + role.account()
                                    + ", but the OIDC provider of withWebIdentity is in account "
                                    + provider.group(1) + ". STS looks for the provider in the role's account.",
                            "Call withWebIdentity(\"" + KedaOperator.providerBeside(role, provider.group(2))
                                    + "\"), and create that provider if the account has none.")
                    .about("IAM role " + stack.operator().role().name()));
        }
    }

    private void checkAdjustments() {
        Set<String> named = new TreeSet<>(stack.trustAdjustments().keySet());
        named.addAll(stack.permissionAdjustments().keySet());
        if (named.isEmpty()) {
            return;
        }
        List<String> made = plan.roles().stream()
                .filter(ManagedRole.class::isInstance)
                .map(IamRole::name)
                .toList();
        // What a missing authentication makes necessary is not known, so neither are all roles.
        List<String> possible = plan.authentications().missesAny()
                ? stack.describedRoles().stream().map(IamRole::name).toList()
                : List.of();
        named.stream()
                .filter(name -> !made.contains(name) && !possible.contains(name))
                .forEach(name -> findings.add(Finding.error(
                        "stack-adjustment-of-unknown-role",
                        "",
                        "An adjustment names role \"" + name + "\", but this stack makes "
                                + (made.isEmpty() ? "none" : String.join(", ", made)) + ".")));
    }

    /** Uses the builders' own checks of what EKS and IAM allow. */
    private void collect(Runnable build) {
        try {
            build.run();
        } catch (FindingsException refused) {
            findings.addAll(refused.findings().asList());
        }
    }
}
