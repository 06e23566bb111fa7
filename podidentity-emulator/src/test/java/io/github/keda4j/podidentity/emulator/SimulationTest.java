package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.DEPLOYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** IAM's policy simulator decides as the emulator itself does. */
class SimulationTest {

    private static final String ORDERS = "arn:aws:iam::111122223333:role/orders";
    private static final String OTHER = "arn:aws:iam::111122223333:role/other";

    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().cluster("demo").start();
    private final Aws administrator = Aws.of(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    private void deployer(String statements) {
        Demo.deployer(
                administrator, PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"));
    }

    private List<EvaluationResult> simulate(List<String> actions, List<String> resources, ContextEntry... keys) {
        return administrator
                .iam()
                .simulatePrincipalPolicy(simulate -> simulate.policySourceArn(DEPLOYER)
                        .actionNames(actions)
                        .resourceArns(resources)
                        .contextEntries(keys))
                .evaluationResults();
    }

    private static Map<String, String> byResource(EvaluationResult result) {
        Map<String, String> decisions = new TreeMap<>();
        result.resourceSpecificResults()
                .forEach(one -> decisions.put(one.evalResourceName(), one.evalResourceDecisionAsString()));
        return decisions;
    }

    @Test
    void eachActionIsDecidedForEachResourceAndTheWorstIsTheWhole() {
        deployer("{\"Effect\":\"Allow\",\"Action\":[\"iam:CreateRole\",\"iam:DeleteRole\"],\"Resource\":\"" + ORDERS
                + "\"},{\"Effect\":\"Deny\",\"Action\":\"iam:DeleteRole\",\"Resource\":\"*\"}");

        List<EvaluationResult> results =
                simulate(List.of("iam:CreateRole", "iam:DeleteRole", "iam:TagRole"), List.of(ORDERS, OTHER));

        assertThat(results)
                .extracting(EvaluationResult::evalActionName, EvaluationResult::evalDecisionAsString)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("iam:CreateRole", "implicitDeny"),
                        org.assertj.core.groups.Tuple.tuple("iam:DeleteRole", "explicitDeny"),
                        org.assertj.core.groups.Tuple.tuple("iam:TagRole", "implicitDeny"));
        assertThat(byResource(results.get(0))).isEqualTo(Map.of(ORDERS, "allowed", OTHER, "implicitDeny"));
    }

    @Test
    void aKeyThatTheCallDoesNotGiveIsListedAsMissing() {
        deployer("{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"iam:PassedToService\":\"pods.eks.amazonaws.com\"}}}");

        assertThat(simulate(List.of("iam:PassRole"), List.of(ORDERS)).get(0).resourceSpecificResults())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.evalResourceDecisionAsString()).isEqualTo("implicitDeny");
                    assertThat(result.missingContextValues()).containsExactly("iam:PassedToService");
                });
        ContextEntry passedTo = ContextEntry.builder()
                .contextKeyName("iam:PassedToService")
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues("pods.eks.amazonaws.com")
                .build();
        assertThat(byResource(simulate(List.of("iam:PassRole"), List.of(ORDERS), passedTo)
                        .get(0)))
                .isEqualTo(Map.of(ORDERS, "allowed"));
    }

    @Test
    void theAdministratorMayDoEverythingAndOthersMustExist() {
        String administratorArn =
                administrator.sts().getCallerIdentity(identity -> {}).arn();

        assertThat(administrator
                        .iam()
                        .simulatePrincipalPolicy(simulate ->
                                simulate.policySourceArn(administratorArn).actionNames("iam:CreateRole"))
                        .evaluationResults())
                .extracting(EvaluationResult::evalDecisionAsString)
                .containsExactly("allowed");
        assertThatThrownBy(() -> simulate(List.of("iam:CreateRole"), List.of(ORDERS)))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> administrator
                        .iam()
                        .simulatePrincipalPolicy(simulate -> simulate.policySourceArn(
                                        "arn:aws:sts::111122223333:assumed-role/deployer/ci")
                                .actionNames("iam:CreateRole")))
                .isInstanceOf(IamException.class)
                .hasMessageContaining("Invalid Entity Arn");
    }

    @Test
    void whoMayNotSimulateIsRefused() {
        deployer("{\"Effect\":\"Allow\",\"Action\":\"iam:CreateRole\",\"Resource\":\"*\"}");
        Aws deployer = Demo.asDeployer(administrator);

        assertThatThrownBy(() -> deployer.iam()
                        .simulatePrincipalPolicy(
                                simulate -> simulate.policySourceArn(DEPLOYER).actionNames("iam:CreateRole")))
                .hasMessageContaining("iam:SimulatePrincipalPolicy on resource: " + DEPLOYER);
    }
}
