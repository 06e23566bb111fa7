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

/** A complete stack, without one thing each time: a statement, an action of one, or what a condition asks for. */
final class Breakages {

    private static final String PARTNER = "arn:aws:iam::444455556666:role/partner/queue-reader";
    private static final Statement HARMLESS =
            Statement.allow().action("sts:GetCallerIdentity").resource("*").build();

    /** A trust policy names somebody. */
    private static final Statement STRANGERS = Statement.allow()
            .principal(Principal.service("lambda.amazonaws.com"))
            .action("sts:AssumeRole")
            .build();

    private final Example example;
    private final Variant variant;
    private final List<HandOver> handOvers;

    private Breakages(Example example, Variant variant) {
        this.example = example;
        this.variant = variant;
        this.handOvers = variant.isAcross()
                ? variant.of(example, IamRole.existing(PARTNER)).build().handOvers()
                : List.of();
    }

    /**
     * A stack with something left out.
     *
     * @param name what is left out
     * @param what makes the stack with what is left
     * @param handOvers what the partner applies
     * @param isOfNoUse whether the chain does not need it
     */
    record Breakage(String name, Supplier<ScalingStack> what, List<HandOver> handOvers, boolean isOfNoUse) {

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
        return broken("nothing", "", UnaryOperator.identity(), true);
    }

    /** All of them. */
    List<Breakage> all() {
        List<Breakage> all = new ArrayList<>();
        Map<String, PolicyDocument> policies = nothing().stack().policies();
        policies.forEach((name, policy) -> {
            boolean ofOperator = name.startsWith("keda-operator.");
            boolean ofReader = name.startsWith(variant.reader() + ".") && !name.contains(".run-");
            if (ofOperator || ofReader) {
                edits(policy)
                        .forEach((what, edit) -> all.add(broken(name + " " + what, name, edit, isOfNoUse(name, what))));
            }
        });
        for (HandOver document : handOvers) {
            String name = document.kind().name();
            edits(document.document())
                    .forEach((what, edit) -> all.add(broken(name + " " + what, name, edit, isOfNoUse(name, what))));
        }
        return all;
    }

    /**
     * EKS asks for no tags if they are off, and may all the same; KEDA is not the workload; and in one account a trust policy
     * that names the operator's role is enough, whatever that role's own policies say (docs/decisions/0055).
     */
    private boolean isOfNoUse(String name, String what) {
        boolean forTheWorkloadsPods = name.equals("q-read.trust") && what.startsWith("of the pods");
        boolean tagsThatAreOff =
                variant == Variant.TAGS_OFF && what.startsWith("of the pods, without action sts:TagSession");
        boolean trusted = name.startsWith("keda-operator.assume-") && !variant.isAcross();
        return forTheWorkloadsPods || tagsThatAreOff || trusted;
    }

    private Breakage broken(String what, String name, UnaryOperator<PolicyDocument> edit, boolean ofNoUse) {
        List<HandOver> edited = handOvers.stream()
                .map(document -> document.kind().name().equals(name)
                        ? new HandOver(
                                document.accountId(), document.arn(), document.kind(), edit.apply(document.document()))
                        : document)
                .toList();
        ExistingRole partner = IamRole.existing(PARTNER);
        for (HandOver document : edited) {
            partner = document.kind() == Kind.TRUST_POLICY
                    ? partner.withTrustPolicy(document.document())
                    : partner.withPermissions(document.document());
        }
        ExistingRole told = partner;
        return new Breakage(what, () -> edited(name, edit, told), edited, ofNoUse);
    }

    private ScalingStack edited(String name, UnaryOperator<PolicyDocument> edit, ExistingRole partner) {
        ScalingStack.Builder stack = variant.of(example, partner);
        if (name.endsWith(".trust")) {
            stack.adjustTrustPolicy(name.substring(0, name.length() - ".trust".length()), edit);
        } else if (name.contains(".")) {
            PolicyDocument meant =
                    variant.of(example, partner).build().policies().get(name);
            stack.adjustPermissions(
                    name.substring(0, name.indexOf('.')), policy -> policy.equals(meant) ? edit.apply(policy) : policy);
        }
        return stack.build();
    }

    /** By what they do. */
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
