package io.github.keda4j.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** IAM accepts every trust policy that is not adjusted, so a stack can be built without checking it again. */
class DerivedTrustPoliciesTest {

    private static final PolicyValidator TRUST = PolicyValidator.forType(PolicyType.TRUST);

    private static final List<String> ODD = List.of(
            "",
            "a",
            "a b",
            "é",
            "\u6f22",
            "\"",
            "\\",
            "\n",
            "\u0001",
            "${aws:username}",
            "*",
            "shared",
            "x".repeat(1300));

    @Property(tries = 1000)
    void isTakenByIamWhereTheStackIsBuilt(@ForAll Random random) {
        ScalingStack stack;
        try {
            stack = stack(random).build();
        } catch (IllegalArgumentException refused) {
            return;
        }

        assertThat(stack.roles())
                .allSatisfy(
                        role -> assertThat(TRUST.validate(role.trustPolicy()).ofSeverity(Severity.ERROR))
                                .as("%s", role.trustPolicy())
                                .isEmpty());
    }

    private static ScalingStack.Builder stack(Random random) {
        return Parts.stack().operator(operator(random)).scalerIdentity(scaler(random));
    }

    private static KedaOperator operator(Random random) {
        KedaOperator operator = KedaOperator.inNamespace(random.nextBoolean() ? "keda" : "n".repeat(63))
                .withServiceAccount(random.nextBoolean() ? "keda-operator" : "s".repeat(1 + random.nextInt(253)))
                .withRole(role("keda-operator", random));
        return switch (random.nextInt(3)) {
            case 0 -> operator.withoutSessionTags();
            case 1 ->
                operator.withWebIdentity("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/"
                        + (random.nextBoolean() ? "EXAMPLED539D4633E53DE1B71EXAMPLE" : pick(random)));
            default -> operator;
        };
    }

    private static ScalerIdentity scaler(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ScalerIdentity.operatorRole();
            case 1 -> ScalerIdentity.workloadRole();
            case 2 -> ScalerIdentity.role(role("reader", random));
            default -> ScalerIdentity.role(role("reader", random)).withExternalId(pick(random));
        };
    }

    private static ManagedRole role(String name, Random random) {
        ManagedRole role = IamRole.named(random.nextBoolean() ? name : "r".repeat(64));
        return random.nextBoolean() ? role : role.withPath("/" + "p".repeat(1 + random.nextInt(400)) + "/");
    }

    private static String pick(Random random) {
        return ODD.get(random.nextInt(ODD.size()));
    }
}
