package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.trigger.AwsAccess;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resources that a description names although it is not known whether KEDA reads them: what the pods may use, and what
 * has a policy. A trigger that does not say whose resource it reads may read one of them.
 */
final class OtherAccounts {

    private static final int ARN_PARTS = 6;

    private final StackDescription stack;

    OtherAccounts(StackDescription stack) {
        this.stack = stack;
    }

    /**
     * A resource of another account that a call may be on, although the call is assumed to stay in its own account; empty
     * if the description names none.
     *
     * @param account the account of KEDA's identity
     */
    Optional<String> rivalOf(AwsAccess access, String account) {
        return TriggerSource.Kind.of(access)
                .flatMap(kind -> named().map(PolicyScope::bearerOf)
                        .filter(arn -> mayBe(arn.split(":", ARN_PARTS), kind, access, account))
                        .findFirst());
    }

    private Stream<String> named() {
        Stream<PolicyDocument> ofRole = stack.access().role().stream()
                .filter(ExistingRole.class::isInstance)
                .flatMap(role -> ((ExistingRole) role).permissions().stream());
        Stream<PolicyDocument> ofPods = stack.access().accepted().stream();
        return Stream.concat(
                Stream.concat(ofRole, ofPods)
                        .flatMap(document -> document.statements().stream())
                        .flatMap(OtherAccounts::resources),
                stack.resourcePolicies().keySet().stream());
    }

    private static Stream<String> resources(Statement statement) {
        return statement.effect() == Effect.ALLOW
                ? statement.resource().stream()
                        .filter(resource -> !resource.negated())
                        .flatMap(resource -> resource.values().stream())
                : Stream.empty();
    }

    private static boolean mayBe(String[] arn, TriggerSource.Kind kind, AwsAccess access, String account) {
        return arn.length == ARN_PARTS
                && arn[2].equals(kind.service())
                && (isPattern(arn[3]) || access.region().filter(arn[3]::equals).isPresent())
                && arn[4].matches("\\d{12}")
                && !arn[4].equals(account)
                && switch (kind) {
                    case MSK_CLUSTER -> arn[5].startsWith("cluster/") || arn[5].startsWith("*");
                    case WORKSPACE ->
                        isPattern(arn[5])
                                || access.resource().filter(arn[5]::equals).isPresent();
                };
    }

    private static boolean isPattern(String text) {
        return text.contains("*") || text.contains("?");
    }
}
