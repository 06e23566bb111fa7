package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.IamTest.READ;
import static io.github.keda4j.podidentity.emulator.IamTest.TRUST;
import static io.github.keda4j.podidentity.emulator.IamTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM's inline and managed policies, and managed policies as permissions boundaries. */
class IamPoliciesTest {

    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().cluster("demo").pageSize(2).start();
    private final IamClient iam = Aws.of(emulator).iam();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void inlinePoliciesComeBackUrlEncodedAndUnchanged() {
        create("reader");
        iam.putRolePolicy(put -> put.roleName("reader").policyName("read").policyDocument(READ));

        String encoded = iam.getRolePolicy(get -> get.roleName("reader").policyName("read"))
                .policyDocument();

        assertThat(encoded).contains("%2B").contains("%20").doesNotContain("+");
        assertThat(PolicyDocument.parseUrlEncoded(encoded)).isEqualTo(PolicyDocument.parse(READ));
    }

    @Test
    void aDocumentThatIamWouldRefuseIsRefusedInItsWords() {
        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("bad").assumeRolePolicyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("This policy contains invalid Json");
        create("good");
        assertThatThrownBy(() -> iam.putRolePolicy(put -> put.roleName("good")
                        .policyName("p")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"}]}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThat(iam.listRolePolicies(list -> list.roleName("good")).policyNames())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Principal", "NotPrincipal"})
    void aPolicyOfARoleNamesNoPrincipal(String element) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:*\","
                + "\"Resource\":\"*\",\"" + element + "\":{\"AWS\":\"444455556666\"}}]}";
        create("reader");

        assertThatThrownBy(() -> iam.putRolePolicy(
                        put -> put.roleName("reader").policyName("p").policyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Has prohibited field " + element);
        assertThatThrownBy(() ->
                        iam.createPolicy(managed -> managed.policyName("p").policyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Has prohibited field " + element);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "Action":"sts:*","Principal":{"AWS":"111122223333"}                            | STS AssumeRole actions
            "NotAction":"s3:GetObject","Principal":{"AWS":"111122223333"}                  | STS AssumeRole actions
            "Action":["sts:AssumeRole","s3:GetObject"],"Principal":{"AWS":"111122223333"}  | STS AssumeRole actions
            "Action":"sts:AssumeRole","Principal":"*"                                      | "STAR":"*"
            """)
    void aTrustPolicyNamesOnlyActionsAndPrincipalsThatIamAccepts(String elements, String words) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + elements + "}]}";

        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("reader").assumeRolePolicyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void thePolicyOfARoleNamesTheServiceOfAnAction() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*:Get*\","
                + "\"Resource\":\"*\"}]}";
        create("reader");

        assertThatThrownBy(() -> iam.putRolePolicy(
                        put -> put.roleName("reader").policyName("p").policyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("must not contain wildcards");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resource", "NotResource"})
    void aTrustPolicyNamesNoResource(String element) {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"AWS\":\"111122223333\"},\"" + element + "\":\"*\"}]}";

        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("reader").assumeRolePolicyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Has prohibited field " + element);
    }

    @Test
    void managedPoliciesAreCreatedAttachedAndHeldBack() {
        create("reader");
        String arn = iam.createPolicy(
                        create -> create.policyName("read").path("/x/").policyDocument(READ))
                .policy()
                .arn();
        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:policy/x/read");

        iam.attachRolePolicy(attach -> attach.roleName("reader").policyArn(arn));

        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("reader")).attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyName("read")
                        .policyArn(arn)
                        .build());
        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
        assertThat(PolicyDocument.parseUrlEncoded(
                        iam.getPolicyVersion(get -> get.policyArn(arn).versionId("v1"))
                                .policyVersion()
                                .document()))
                .isEqualTo(PolicyDocument.parse(READ));
        assertThatThrownBy(() -> iam.deletePolicy(delete -> delete.policyArn(arn)))
                .isInstanceOf(DeleteConflictException.class);
        assertThatThrownBy(() -> iam.attachRolePolicy(
                        attach -> attach.roleName("reader").policyArn("arn:aws:iam::111122223333:policy/none")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aPermissionsBoundaryIsAPolicyThatExists() {
        String arn = iam.createPolicy(create -> create.policyName("limit").policyDocument(READ))
                .policy()
                .arn();
        create("bounded");
        iam.putRolePermissionsBoundary(put -> put.roleName("bounded").permissionsBoundary(arn));

        assertThat(iam.getRole(get -> get.roleName("bounded"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(arn);
        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("other")
                        .assumeRolePolicyDocument(TRUST)
                        .permissionsBoundary("arn:aws:iam::111122223333:policy/none")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("does not exist or is not attachable");
        iam.deleteRolePermissionsBoundary(delete -> delete.roleName("bounded"));
        assertThat(iam.getRole(get -> get.roleName("bounded")).role().permissionsBoundary())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "%129"})
    void policyNamesAreThoseThatIamAllows(String name) {
        String policyName = name.startsWith("%") ? "a".repeat(129) : name;
        Demo.role(Aws.of(emulator), "keda-operator", Demo.OPERATOR_TRUST);

        assertThatThrownBy(() -> iam.putRolePolicy(put ->
                        put.roleName("keda-operator").policyName(policyName).policyDocument(Demo.MAY_READ.toJson())))
                .isInstanceOf(IamException.class)
                .hasMessageContaining("at 'policyName' failed to satisfy constraint");
        assertThatThrownBy(() -> iam.createPolicy(
                        create -> create.policyName(policyName).policyDocument(Demo.MAY_READ.toJson())))
                .hasMessageContaining("at 'policyName' failed to satisfy constraint");
    }

    @Test
    void policiesAreListedByScopePathAndUse() {
        create("somebody");
        String shop = policy("shop", "/shop/");
        String other = policy("other", "/");
        String boundary = policy("boundary", "/shop/");
        iam.attachRolePolicy(attach -> attach.roleName("somebody").policyArn(shop));
        iam.putRolePermissionsBoundary(put -> put.roleName("somebody").permissionsBoundary(boundary));

        assertThat(listed(list -> {})).containsExactlyInAnyOrder(shop, other, boundary);
        assertThat(listed(list -> list.scope("Local"))).hasSize(3);
        assertThat(listed(list -> list.scope("AWS"))).isEmpty();
        assertThat(listed(list -> list.pathPrefix("/shop/"))).containsExactlyInAnyOrder(shop, boundary);
        assertThat(listed(list -> list.onlyAttached(true))).containsExactly(shop);
        assertThat(listed(list -> list.policyUsageFilter("PermissionsBoundary")))
                .containsExactly(boundary);
        assertThat(listed(list -> list.policyUsageFilter("PermissionsPolicy"))).containsExactly(shop);
        assertRefused("ValidationError", () -> iam.listPolicies(list -> list.scope("Mine")));
        assertRefused("ValidationError", () -> iam.listPolicies(list -> list.pathPrefix("shop")));
    }

    private List<String> listed(Consumer<ListPoliciesRequest.Builder> list) {
        return iam.listPoliciesPaginator(list).policies().stream()
                .map(Policy::arn)
                .toList();
    }

    @Test
    void aPolicysDescriptionIsToldToWhomAsksForThePolicyOnly() {
        String arn = iam.createPolicy(policy -> policy.policyName("read")
                        .path("/a/b/")
                        .description("reads <queues> & ü")
                        .tags(Tag.builder().key("team").value("shop").build())
                        .policyDocument(READ))
                .policy()
                .arn();

        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:policy/a/b/read");
        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy())
                .satisfies(policy -> assertThat(policy.description()).isEqualTo("reads <queues> & ü"))
                .satisfies(policy -> assertThat(policy.tags()).hasSize(1));
        assertThat(iam.listPolicies().policies()).singleElement().satisfies(policy -> {
            assertThat(policy.description()).isNull();
            assertThat(policy.tags()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a", "a/", "/a b/", "/ü/"})
    void aPathBeginsAndEndsWithASlash(String path) {
        assertRefused(
                "ValidationError",
                () -> iam.createPolicy(
                        policy -> policy.policyName("p").path(path).policyDocument(READ)));
        assertRefused(
                "ValidationError",
                () -> iam.createRole(role -> role.roleName("p").path(path).assumeRolePolicyDocument(TRUST)));
    }

    @Test
    void aDescriptionWithOtherControlCharactersOrTooLongIsRefused() {
        for (String description : List.of("bell \u0007", "euro €", "x".repeat(1001))) {
            assertRefused(
                    "ValidationError",
                    () -> iam.createRole(role ->
                            role.roleName("r").assumeRolePolicyDocument(TRUST).description(description)));
            assertRefused(
                    "ValidationError",
                    () -> iam.createPolicy(policy ->
                            policy.policyName("p").policyDocument(READ).description(description)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "arn:aws:iam::111122223333:role/somebody", "not-an-arn-but-long-enough"})
    void whatIsNotTheArnOfAPolicyIsAValidationError(String arn) {
        create("somebody");

        assertRefused(
                "ValidationError",
                () -> iam.attachRolePolicy(attach -> attach.roleName("somebody").policyArn(arn)));
        assertRefused("ValidationError", () -> iam.getPolicy(get -> get.policyArn(arn)));
        assertRefused(
                "ValidationError",
                () -> iam.putRolePermissionsBoundary(
                        put -> put.roleName("somebody").permissionsBoundary(arn)));
    }

    private void create(String name) {
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST));
    }

    private String policy(String name, String path) {
        return iam.createPolicy(policy -> policy.policyName(name).path(path).policyDocument(READ))
                .policy()
                .arn();
    }
}
