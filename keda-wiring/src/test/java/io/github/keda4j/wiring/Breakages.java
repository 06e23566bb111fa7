package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.AwsTriggers.Example;
import io.github.keda4j.wiring.AwsTriggersTest.Variant;
import io.github.keda4j.wiring.HandOver.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A complete stack from which one thing is removed each time: a statement, one of its actions or resources, a
 * required condition value, or the tags of the operator's sessions.
 */
final class Breakages {

    private static final String PARTNER = "arn:aws:iam::444455556666:role/partner/queue-reader";
    private static final Statement HARMLESS =
            Statement.allow().action("sts:GetCallerIdentity").resource("*").build();

    /** Trust policies must name a principal. */
    private static final Statement STRANGERS = Statement.allow()
            .principal(Principal.service("lambda.amazonaws.com"))
            .action("sts:AssumeRole")
            .build();

    private final Example example;
    private final Variant variant;
    private final List<HandOver> handOvers;
    private final ScalingStack whole;

    private Breakages(Example example, Variant variant) {
        this.example = example;
        this.variant = variant;
        this.handOvers = variant.isAcross()
                ? variant.of(example, IamRole.existing(PARTNER)).build().handOvers()
                : List.of();
        this.whole = variant.of(example, partner(handOvers)).build();
    }

    /** Which chain needs what is left out. */
    enum Need {
        /** KEDA's chain, which comes first in the proof. */
        OF_KEDA,
        /** The chain of the workload's pods. */
        OF_PODS,
        /** No chain, for a reason that a decision record explains. */
        OF_NOBODY
    }

    /**
     * A stack with something left out.
     *
     * @param name what is left out
     * @param what builds the stack with what is left
     * @param handOvers the documents that the partner applies
     * @param need which chain breaks
     */
    record Breakage(String name, Supplier<ScalingStack> what, List<HandOver> handOvers, Need need) {

        ScalingStack stack() {
            return what.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Breakages of(Example example, Variant variant) {
        return new Breakages(example, variant);
    }

    Breakage nothing() {
        return new Breakage("nothing", () -> whole, handOvers, Need.OF_NOBODY);
    }

    /** All breakages. */
    List<Breakage> all() {
        List<Breakage> all = new ArrayList<>();
        Map<String, PolicyDocument> policies = whole.policies();
        policies.forEach((name, policy) -> {
            // The permissions of the pods are the same in every variant.
            if (!name.contains(".run-") || variant == Variant.SCALER_ROLE) {
                edits(policy).forEach((what, edit) -> all.add(broken(name + " " + what, name, edit, need(name, what))));
            }
        });
        for (HandOver document : handOvers) {
            String name = document.kind().name();
            edits(document.document())
                    .forEach((what, edit) -> all.add(broken(name + " " + what, name, edit, Need.OF_KEDA)));
        }
        if (policies.get("keda-operator.trust").toJson().contains("aws:RequestTag/")) {
            all.add(new Breakage("the tags of the operator's sessions", this::untagged, handOvers, Need.OF_KEDA));
        }
        return all;
    }

    /**
     * Two things remain that no chain needs: within one account, a trust policy that names the operator's role is
     * sufficient, whatever that role's own policies say (docs/decisions/0055), and EKS requests no tags if they are
     * off, although its guide always includes the permission (docs/decisions/0197).
     */
    private Need need(String name, String what) {
        if (name.startsWith("keda-operator.assume-") && !variant.isAcross()) {
            return Need.OF_NOBODY;
        }
        if (name.contains(".run-") || (name.equals("q-read.trust") && what.startsWith("of the pods"))) {
            return Need.OF_PODS;
        }
        boolean tagsThatAreOff =
                variant == Variant.TAGS_OFF && what.startsWith("of the pods, without action sts:TagSession");
        return tagsThatAreOff ? Need.OF_NOBODY : Need.OF_KEDA;
    }

    /** The association turns the tags off, but the policies require them. */
    private ScalingStack untagged() {
        KedaOperator operator = KedaOperator.inNamespace("keda").withoutSessionTags();
        Map<String, PolicyDocument> without = variant.of(example, partner(handOvers))
                .operator(operator)
                .build()
                .policies();
        ScalingStack.Builder stack = variant.of(example, partner(handOvers)).operator(operator);
        for (RoleDefinition role : whole.roles()) {
            String name = role.role().name();
            stack.adjustTrustPolicy(name, any -> role.trustPolicy());
            stack.adjustPermissions(
                    name,
                    policy -> role.inlinePolicies().entrySet().stream()
                            .filter(one -> policy.equals(without.get(name + "." + one.getKey())))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow());
        }
        return stack.build();
    }

    private Breakage broken(String what, String name, UnaryOperator<PolicyDocument> edit, Need need) {
        List<HandOver> edited = handOvers.stream()
                .map(document -> document.kind().name().equals(name)
                        ? new HandOver(
                                document.accountId(), document.arn(), document.kind(), edit.apply(document.document()))
                        : document)
                .toList();
        return new Breakage(what, () -> edited(name, edit, partner(edited)), edited, need);
    }

    private static ExistingRole partner(List<HandOver> documents) {
        ExistingRole partner = IamRole.existing(PARTNER);
        for (HandOver document : documents) {
            partner = document.kind() == Kind.TRUST_POLICY
                    ? partner.withTrustPolicy(document.document())
                    : partner.withPermissions(document.document());
        }
        return partner;
    }

    private ScalingStack edited(String name, UnaryOperator<PolicyDocument> edit, ExistingRole partner) {
        ScalingStack.Builder stack = variant.of(example, partner);
        if (name.endsWith(".trust")) {
            stack.adjustTrustPolicy(name.substring(0, name.length() - ".trust".length()), edit);
        } else if (name.contains(".")) {
            PolicyDocument meant = whole.policies().get(name);
            stack.adjustPermissions(
                    name.substring(0, name.indexOf('.')), policy -> policy.equals(meant) ? edit.apply(policy) : policy);
        }
        return stack.build();
    }

    /** The statements by their effect. */
    private static Map<String, UnaryOperator<PolicyDocument>> edits(PolicyDocument policy) {
        Map<String, UnaryOperator<PolicyDocument>> edits = new LinkedHashMap<>();
        for (int i = 0; i < policy.statements().size(); i++) {
            Statement statement = policy.statements().get(i);
            int index = i;
            String who = isOfPods(statement) ? "of the pods, " : "";
            edits.put(who + "without statement " + i, with(index, any -> List.of()));
            for (String action : statement.action().values()) {
                edits.put(
                        who + "without action " + action + " of statement " + i,
                        with(index, any -> withoutAction(any, action)));
            }
            List<String> resources =
                    statement.resource().map(all -> all.values()).orElse(List.of());
            for (String resource : resources.size() > 1 ? resources : List.<String>of()) {
                edits.put(
                        who + "without resource " + resource + " of statement " + i,
                        with(index, any -> List.of(withoutResource(any, resource))));
            }
            for (Condition condition : statement.conditions()) {
                edits.put(
                        who + "with another " + condition.key() + " in statement " + i,
                        with(index, any -> List.of(withAnother(any, condition))));
            }
        }
        return edits;
    }

    private static boolean isOfPods(Statement statement) {
        return statement.principal().stream()
                .anyMatch(all -> !all.ofType(Principal.SERVICE).isEmpty());
    }

    private static UnaryOperator<PolicyDocument> with(int index, Function<Statement, List<Statement>> edit) {
        return policy -> {
            List<Statement> statements = new ArrayList<>(policy.statements());
            statements.addAll(index, edit.apply(statements.remove(index)));
            if (statements.isEmpty()) {
                statements.add(policy.statements().get(0).principal().isEmpty() ? HARMLESS : STRANGERS);
            }
            return PolicyDocument.builder().statements(statements).build();
        };
    }

    private static List<Statement> withoutAction(Statement statement, String action) {
        List<String> left = statement.action().values().stream()
                .filter(one -> !one.equals(action))
                .toList();
        return left.isEmpty() ? List.of() : List.of(rebuilt(statement, left, statement.conditions()));
    }

    private static Statement withoutResource(Statement statement, String resource) {
        return Statement.allow()
                .action(statement.action().values().toArray(String[]::new))
                .resource(statement.resource().orElseThrow().values().stream()
                        .filter(one -> !one.equals(resource))
                        .toArray(String[]::new))
                .build();
    }

    private static Statement withAnother(Statement statement, Condition condition) {
        List<Condition> conditions = statement.conditions().stream()
                .map(one -> one.equals(condition)
                        ? new Condition(
                                one.operator(),
                                one.key(),
                                List.of("other-" + one.values().get(0)))
                        : one)
                .toList();
        return rebuilt(statement, statement.action().values(), conditions);
    }

    private static Statement rebuilt(Statement statement, List<String> actions, List<Condition> conditions) {
        Statement.Builder copy = Statement.allow().action(actions.toArray(String[]::new));
        statement.sid().ifPresent(copy::sid);
        statement.principal().ifPresent(all -> copy.principal(all.entries().toArray(Principal[]::new)));
        statement.resource().ifPresent(all -> copy.resource(all.values().toArray(String[]::new)));
        conditions.forEach(copy::condition);
        return copy.build();
    }
}
