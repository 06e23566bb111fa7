package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.wiring.EksCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Asks IAM's policy simulator whether the caller may make the writes of a plan. It decides on the policies of the
 * caller's user or role, its permissions boundary and the organization's policies; it does not know policies of the
 * session. A decision that depends on a key whose value is unknown here is not taken as a refusal.
 */
public final class CallerPermissions {

    /** The region of calls to IAM, regardless of the region of the cluster. */
    private static final String IAM = "iam";

    private static final String REGION_KEY = "aws:RequestedRegion";

    /** How many resources a call asks about. */
    private static final int BATCH = 100;

    /** How many resources a sentence lists. */
    private static final int MOST_LISTED = 10;

    private static final String NOT_CHECKED = "The caller's permissions in AWS were not checked: ";

    private final Clients clients;

    /**
     * Creates a check.
     *
     * @param clients used only to read
     */
    public CallerPermissions(Clients clients) {
        this.clients = clients;
    }

    /**
     * Refuses writes that the caller may not make.
     *
     * @param cluster the cluster of the stacks
     * @param changes the writes of a plan
     * @param draft receives what is not allowed, or why that is not known
     */
    public void check(EksCluster cluster, List<ExecutableChange> changes, Draft draft) {
        Set<Permission> needed = new LinkedHashSet<>();
        changes.forEach(change -> needed.addAll(change.permissions()));
        if (needed.isEmpty() || clients.sts().isEmpty()) {
            return;
        }
        String arn = callerArn();
        if (arn.endsWith(":root")) {
            return;
        }
        Optional<String> principal = principal(arn);
        if (principal.isEmpty()) {
            draft.note(NOT_CHECKED + arn + " is neither a user nor a role.");
            return;
        }
        try {
            report(principal.get(), decide(principal.get(), cluster, needed), draft);
        } catch (NoSuchEntityException | InvalidInputException unknown) {
            draft.note(NOT_CHECKED + "IAM's policy simulator does not know " + principal.get() + ".");
        } catch (AwsServiceException refused) {
            if (!AwsRefusals.isOfAccess(refused)) {
                throw refused;
            }
            draft.note(NOT_CHECKED + "the caller may not call iam:SimulatePrincipalPolicy on " + principal.get() + ".");
        }
    }

    private String callerArn() {
        return clients.retry()
                .call(
                        "ask who the caller is",
                        () -> clients.sts()
                                .orElseThrow()
                                .getCallerIdentity(identity -> {})
                                .arn());
    }

    /** The user, or the role of a session. The ARN of a session does not contain its role's path. */
    private Optional<String> principal(String arn) {
        String[] names = Arn.resourceIn(arn).split("/", -1);
        return switch (names[0]) {
            case "user" -> Optional.of(arn);
            case "assumed-role" -> {
                Arn session = Arn.parse(arn);
                yield Optional.of(
                        roleArn(names[1], "arn:" + session.partition().id() + ":iam::" + session.account() + ":role/"));
            }
            default -> Optional.empty();
        };
    }

    private String roleArn(String name, String prefix) {
        try {
            return new IamReader(clients).role(name).map(role -> role.arn()).orElse(prefix + name);
        } catch (AwsServiceException refused) {
            if (!AwsRefusals.isOfAccess(refused)) {
                throw refused;
            }
            return prefix + name;
        }
    }

    /**
     * A decision of the simulator.
     *
     * @param decision allowed or not
     * @param missing the condition keys that were missing when it was made
     */
    private record Decision(PolicyEvaluationDecisionType decision, List<String> missing) {}

    private Map<Permission, Decision> decide(String principal, EksCluster cluster, Set<Permission> needed) {
        Map<Permission, Decision> decisions = new HashMap<>();
        // One call to the simulator decides about each of its actions for each of its resources.
        Map<List<Object>, List<Permission>> alike = needed.stream()
                .collect(Collectors.groupingBy(
                        one -> List.<Object>of(one.service(), one.keys(), kindOf(one.resource()))));
        alike.values().forEach(permissions -> {
            List<String> actions = permissions.stream()
                    .map(Permission::action)
                    .distinct()
                    .sorted()
                    .toList();
            List<String> resources = permissions.stream()
                    .map(Permission::resource)
                    .distinct()
                    .sorted()
                    .toList();
            Map<String, String> keys = new TreeMap<>(permissions.get(0).keys());
            if (!permissions.get(0).service().equals(IAM)) {
                keys.put(REGION_KEY, cluster.region());
            }
            Map<List<String>, Decision> answers = new HashMap<>();
            for (int from = 0; from < resources.size(); from += BATCH) {
                List<String> some = resources.subList(from, Math.min(resources.size(), from + BATCH));
                simulate(principal, actions, some, keys).forEach(result -> collect(result, answers));
            }
            permissions.forEach(permission -> {
                Decision decision = answers.get(List.of(permission.action(), permission.resource()));
                if (decision != null) {
                    decisions.put(permission, decision);
                }
            });
        });
        return decisions;
    }

    /** Roles, clusters and associations are asked about separately, as each has its own actions. */
    private static String kindOf(String arn) {
        return Arn.resourceIn(arn).split("/", 2)[0];
    }

    private List<EvaluationResult> simulate(
            String principal, List<String> actions, List<String> resources, Map<String, String> keys) {
        List<ContextEntry> entries = keys.entrySet().stream()
                .map(key -> ContextEntry.builder()
                        .contextKeyName(key.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING)
                        .contextKeyValues(key.getValue())
                        .build())
                .toList();
        return clients.retry()
                .call(
                        "simulate the policies of " + principal,
                        () -> clients
                                .iam()
                                .simulatePrincipalPolicyPaginator(simulate -> simulate.policySourceArn(principal)
                                        .actionNames(actions)
                                        .resourceArns(resources)
                                        .contextEntries(entries))
                                .evaluationResults()
                                .stream()
                                .toList());
    }

    /** IAM used to answer with a result for each resource; now one result has a part for each. */
    private static void collect(EvaluationResult result, Map<List<String>, Decision> answers) {
        result.resourceSpecificResults()
                .forEach(part -> answers.put(
                        List.of(result.evalActionName(), part.evalResourceName()),
                        new Decision(
                                part.evalResourceDecision(),
                                together(part.missingContextValues(), result.missingContextValues()))));
        if (result.evalResourceName() != null) {
            answers.putIfAbsent(
                    List.of(result.evalActionName(), result.evalResourceName()),
                    new Decision(result.evalDecision(), result.missingContextValues()));
        }
    }

    private static List<String> together(List<String> some, List<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    private static void report(String principal, Map<Permission, Decision> decisions, Draft draft) {
        Map<String, Set<String>> denied = new TreeMap<>();
        Map<String, Set<String>> undecided = new TreeMap<>();
        decisions.forEach((permission, decision) -> {
            if (decision.decision() == PolicyEvaluationDecisionType.ALLOWED) {
                return;
            }
            if (decision.missing().isEmpty()) {
                denied.computeIfAbsent(permission.action(), key -> new TreeSet<>())
                        .add(permission.resource());
            } else {
                undecided
                        .computeIfAbsent(permission.action(), key -> new TreeSet<>())
                        .addAll(decision.missing());
            }
        });
        denied.forEach((action, resources) -> draft.refuse(
                "The caller, " + principal + ", may not call " + action + " on " + listed(resources) + "."));
        undecided.forEach((action, keys) -> draft.note("Whether the caller may call " + action + " depends on "
                + String.join(", ", keys) + ", which the call to IAM's policy simulator did not include."));
    }

    private static String listed(Collection<String> resources) {
        int more = resources.size() - MOST_LISTED;
        List<String> some = new ArrayList<>(resources).subList(0, Math.min(resources.size(), MOST_LISTED));
        return String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
    }
}
