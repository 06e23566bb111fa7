package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies from people who asked for help with KEDA and EKS, if those files are available. */
class FieldCasesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            G01-trust-tag-session-only.json | TRUST | trust-without-assume-role | sts:AssumeRole is missing
            G04-cloudwatch-resource.json | ROLE_INLINE | action-without-resource | Write "Resource": "*"
            G05-action-typo.json | ROLE_INLINE | action-unknown | Did you mean sqs:GetQueueAttributes?
            G06-queue-url-as-resource.json | ROLE_INLINE | resource-url | arn:aws:sqs:us-east-1:111122223333:orders.
            """)
    void aDocumentIsToldWhatIsWrongWithIt(String file, PolicyType type, String rule, String words) throws IOException {
        String shared = System.getProperty("keda4j.shared", "");
        Path path = Path.of(shared, "conformance", "field", file);
        assumeTrue(!shared.isEmpty() && Files.exists(path), "the files are not beside this checkout");

        assertThat(PolicyValidator.forType(type).validate(Files.readString(path)))
                .as(file)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.toString()).contains(words);
                });
    }

    /**
     * The file contains one sentence: "operator role (pods trust, sqs+sts permissions), then assume the same role".
     */
    @Test
    void aRoleThatWouldAssumeItselfNeedsOneRoundAndIsToldThatItNeedNot() {
        AccessPath path = assumingItself(TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .build());

        Fix fix = path.denied().orElseThrow().fix();
        assertThat(fix).isNotNull();
        assertThat(fix.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.statement().action().values()).containsExactly("sts:AssumeRole", "sts:TagSession");
            assertThat(assumingItself(trustWith(addition)).isAllowed()).isTrue();
        });
        assertThat(fix.advice()).contains("roleArn");
    }

    private static PolicyDocument trustWith(Fix.Addition addition) {
        return TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .build()
                .upsert(addition.statement());
    }

    private static AccessPath assumingItself(PolicyDocument trust) {
        RolePolicies operator = RolePolicies.of(
                OPERATOR,
                trust,
                Permissions.builder()
                        .readQueueDepth(QUEUE)
                        .assumeRole(OPERATOR)
                        .build()
                        .document());
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .role(operator)
                .assume(operator)
                .act("sqs:GetQueueAttributes", QUEUE)
                .build();
    }
}
