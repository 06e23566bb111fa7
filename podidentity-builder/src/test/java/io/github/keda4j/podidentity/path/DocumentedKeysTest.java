package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each call on the path carries, key by key, as AWS documents it. */
class DocumentedKeysTest {

    private static final PodIdentity POD = PodIdentity.anyPodOf(ChainVariant.CLUSTER, "keda", "keda-operator");
    private static final RolePolicies OPERATOR = RolePolicies.builder(ChainVariant.OPERATOR)
            .trustPolicy(TrustPolicies.podIdentity()
                    .cluster(ChainVariant.CLUSTER)
                    .namespace("keda")
                    .serviceAccount("keda-operator")
                    .build()
                    .merge(TrustPolicies.irsa()
                            .oidcProvider(ChainVariant.PROVIDER)
                            .serviceAccount("keda", "keda-operator")
                            .build()))
            .permissions(Permissions.builder()
                    .assumeRole(ChainVariant.READER)
                    .build()
                    .document())
            .tag("team", "platform")
            .build();
    private static final RolePolicies READER = RolePolicies.builder(ChainVariant.READER)
            .trustPolicy(
                    TrustPolicies.roleChaining().trusting(ChainVariant.OPERATOR).build())
            .permissions(Permissions.builder()
                    .readQueueDepth(ChainVariant.QUEUE)
                    .build()
                    .document())
            .tag("team", "readers")
            .build();

    /**
     * The calls: EKS calls for the pod, a role assumes the next one, a token is exchanged, and the session reads a
     * queue.
     */
    private static final List<RequestContext> CALLS = List.of(
            context(path().role(OPERATOR), 0, "sts:AssumeRole"),
            context(path().role(OPERATOR).assume(READER), 1, "sts:AssumeRole"),
            context(path().webIdentity(ChainVariant.PROVIDER, OPERATOR), 0, "sts:AssumeRoleWithWebIdentity"),
            context(
                    path().role(OPERATOR).assume(READER).act("sqs:GetQueueAttributes", ChainVariant.QUEUE),
                    2,
                    "sqs:GetQueueAttributes"));

    record Row(String key, List<String> calls) {
        @Override
        public String toString() {
            return key;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = DocumentedKeysTest.class.getResourceAsStream("documented-keys.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\s*\\|\\s*")))
                    .map(cells -> new Row(cells.get(0), cells.subList(1, cells.size())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachCallCarriesWhatIsDocumented(Row row) {
        List<String> found = new ArrayList<>();
        for (RequestContext call : CALLS) {
            found.add(
                    call.isUnknown(row.key())
                            ? "unknown"
                            : call.values(row.key())
                                    .map(values -> call.isMultiValued(row.key())
                                            ? String.valueOf(values.size())
                                            : values.get(0))
                                    .orElse("absent"));
        }

        assertThat(found).as(row.key()).isEqualTo(row.calls());
    }

    @Test
    void tagSessionKnowsNeitherTheNameOfTheSessionNorTheExternalId() {
        RequestContext context = context(
                path().role(OPERATOR)
                        .assume(READER, new RoleAssumption.Request("KEDA", "tenant-42", SessionTags.none(), null)),
                1,
                "sts:TagSession");

        assertThat(context.isUnknown("sts:ExternalId")).isFalse();
        assertThat(context.values("sts:ExternalId")).isEmpty();
        assertThat(context.values("sts:RoleSessionName")).isEmpty();
    }

    @Test
    void whatIsSaidOfTheCallsWinsOverWhatIsDocumented() {
        RequestContext context = context(
                path().setting(RequestContext.empty()
                                .with("aws:SourceVpce", "vpce-1")
                                .with("aws:SecureTransport", "false")
                                .without("aws:SourceIp"))
                        .region("eu-central-1")
                        .role(OPERATOR)
                        .assume(READER),
                1,
                "sts:AssumeRole");

        assertThat(context.values("aws:SourceVpce")).contains(List.of("vpce-1"));
        assertThat(context.values("aws:SecureTransport")).contains(List.of("false"));
        assertThat(context.isUnknown("aws:SourceIp")).isFalse();
        assertThat(context.values("aws:RequestedRegion")).contains(List.of("eu-central-1"));
    }

    @Test
    void theSessionThatATokenMadeTellsOfTheToken() {
        RequestContext context = context(
                path().webIdentity(ChainVariant.PROVIDER, OPERATOR).act("sqs:SendMessage", ChainVariant.QUEUE),
                1,
                "sqs:SendMessage");

        assertThat(context.values("aws:FederatedProvider")).contains(List.of(ChainVariant.PROVIDER));
        assertThat(context.values("oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:sub"))
                .contains(List.of("system:serviceaccount:keda:keda-operator"));
    }

    @Test
    void aPathFromARoleDoesNotClaimToKnowHowTheSessionWasMade() {
        RequestContext context =
                context(AccessPath.ofRole(OPERATOR).act("sqs:SendMessage", ChainVariant.QUEUE), 0, "sqs:SendMessage");

        assertThat(List.of(
                        "aws:PrincipalTag/team",
                        "aws:PrincipalTag/any",
                        "aws:FederatedProvider",
                        "aws:SourceIdentity",
                        "aws:MultiFactorAuthPresent",
                        "aws:Ec2InstanceSourceVpc"))
                .allMatch(context::isUnknown);
        assertThat(context.values("aws:PrincipalArn")).contains(List.of(ChainVariant.OPERATOR));
    }

    @Test
    void theTagsOfARoleThatAreNotKnownAreUnknown() {
        RolePolicies untold = RolePolicies.builder(ChainVariant.OPERATOR)
                .trustPolicy(OPERATOR.trustPolicy())
                .unknownTags()
                .build();
        RequestContext context =
                context(path().role(untold).act("sqs:SendMessage", ChainVariant.QUEUE), 1, "sqs:SendMessage");

        assertThat(context.isUnknown("aws:PrincipalTag/team")).isTrue();
        assertThat(context.values("aws:PrincipalTag/kubernetes-namespace")).contains(List.of("keda"));
    }

    private static AccessPath.Builder path() {
        return AccessPath.of(POD);
    }

    private static RequestContext context(AccessPath.Builder path, int hop, String action) {
        return path.build().hops().get(hop).decisions().stream()
                .filter(decision -> decision.request().action().equals(action))
                .map(Decision::request)
                .findFirst()
                .orElseThrow()
                .context();
    }
}
