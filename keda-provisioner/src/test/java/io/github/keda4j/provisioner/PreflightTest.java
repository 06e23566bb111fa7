package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulatorBuilder;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.IamException;

class PreflightTest {

    private static final String NO_AGENT =
            "Cluster demo has no add-on eks-pod-identity-agent. Unless the agent was installed in another way, pods get no"
                    + " credentials. To install it: aws eks create-addon --cluster-name demo --addon-name"
                    + " eks-pod-identity-agent.";

    private final ScalingStack orders = Stacks.readerOf("orders").build();
    private KubernetesApiServer server;
    private KubernetesClient kubernetes;

    @BeforeEach
    void start() {
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        server = builder.start();
        kubernetes = server.directClient();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void moreRolesThanTheAccountMayHaveAreRefusedBeforeAnyWrite() {
        try (EmulatedAws aws = EmulatedAws.start(account -> account.rolesPerAccount(2))) {
            assertFails(
                    () -> aws.provisioner(kubernetes).apply(orders),
                    Reason.PREFLIGHT,
                    "The plan creates 3 roles, but account 111122223333 has 0 roles, and its quota is 2. Request a higher"
                            + " quota, or delete roles that nobody uses.");
            assertThat(aws.emulator().calls())
                    .allMatch(call -> call.action().matches("(iam|eks):(Get|List|Describe).*"));
        }
    }

    @Test
    void rolesThatFillTheQuotaExactlyAreCreated() {
        try (EmulatedAws aws = EmulatedAws.start(account -> account.rolesPerAccount(3))) {
            Provisioner provisioner = aws.provisioner(kubernetes);
            provisioner.apply(orders);

            assertThat(provisioner.plan(orders).isEmpty()).isTrue();
        }
    }

    @Test
    void aPlanForPodsSaysIfTheirClusterHasNoAgent() {
        assertThat(notes(PodIdentityEmulatorBuilder::withoutAgentAddOn)).contains(NO_AGENT);
        assertThat(notes(PodIdentityEmulatorBuilder::autoMode)).isEmpty();
        assertThat(notes(account -> {})).isEmpty();
    }

    @Test
    void whatTheCallerMayNotReadIsNotedAndDoesNotStopTheApply() {
        Set<Class<?>> denied = Set.of(DescribeAddonRequest.class, GetAccountSummaryRequest.class);
        ExecutionInterceptor gate = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
                if (denied.contains(call.request().getClass())) {
                    throw refusal(call.request() instanceof DescribeAddonRequest);
                }
            }
        };
        try (EmulatedAws aws = EmulatedAws.start(gate, account -> {})) {
            Provisioner provisioner = aws.provisioner(kubernetes);

            assertThat(provisioner.plan(orders).notes())
                    .contains(
                            "The EKS Pod Identity Agent was not checked: the caller may not call eks:DescribeAddon.",
                            "IAM's quota for roles was not checked: the caller may not call iam:GetAccountSummary.");
            provisioner.apply(orders);
        }
    }

    private static RuntimeException refusal(boolean byEks) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(byEks ? "AccessDeniedException" : "AccessDenied")
                .errorMessage("not allowed")
                .build();
        return byEks
                ? EksException.builder()
                        .statusCode(403)
                        .awsErrorDetails(details)
                        .build()
                : IamException.builder()
                        .statusCode(403)
                        .awsErrorDetails(details)
                        .build();
    }

    private List<String> notes(Consumer<PodIdentityEmulatorBuilder> account) {
        try (EmulatedAws aws = EmulatedAws.start(account)) {
            return aws.provisioner(kubernetes).plan(orders).notes();
        }
    }
}
