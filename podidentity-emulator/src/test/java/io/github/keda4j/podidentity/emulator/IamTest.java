package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM's roles, their tags and listings. */
class IamTest {

    static final String TRUST = TrustPolicies.podIdentity()
            .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build()
            .toJson();
    static final String READ = """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "Read", "Effect": "Allow", "Action": "sqs:GetQueueAttributes",
                           "Resource": "arn:aws:sqs:us-east-1:111122223333:a+b & c"}}""";

    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().cluster("demo").pageSize(2).start();
    private final IamClient iam = Aws.of(emulator).iam();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void allRolesAreToldWithTheirPoliciesByPages() {
        for (String name : new String[] {"a", "b", "c"}) {
            iam.createRole(role -> role.roleName(name)
                    .assumeRolePolicyDocument(TRUST)
                    .tags(Tag.builder().key("team").value(name).build()));
        }
        iam.putRolePolicy(put -> put.roleName("c").policyName("read").policyDocument(READ));
        iam.attachRolePolicy(attach -> attach.roleName("c").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        assertThat(iam.getAccountAuthorizationDetailsPaginator(details -> details.filter(EntityType.ROLE)).stream()
                        .flatMap(page -> page.roleDetailList().stream()))
                .hasSize(3)
                .last()
                .satisfies(role -> {
                    assertThat(role.tags()).extracting(Tag::value).containsExactly("c");
                    assertThat(PolicyDocument.parseUrlEncoded(role.assumeRolePolicyDocument()))
                            .isEqualTo(PolicyDocument.parse(TRUST));
                    assertThat(role.rolePolicyList())
                            .singleElement()
                            .satisfies(policy -> assertThat(PolicyDocument.parseUrlEncoded(policy.policyDocument()))
                                    .isEqualTo(PolicyDocument.parse(READ)));
                    assertThat(role.attachedManagedPolicies())
                            .extracting(AttachedPolicy::policyName)
                            .containsExactly("AdministratorAccess");
                });
        assertThat(iam.getAccountAuthorizationDetails(details -> details.filter(EntityType.USER))
                        .roleDetailList())
                .isEmpty();
    }

    @Test
    void aNewRoleIsUnknownToIamItselfForAWhile() {
        emulator.hideNewRolesFromIam(2);
        create("orders");

        assertThatThrownBy(() -> iam.getRole(get -> get.roleName("orders"))).isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> iam.putRolePolicy(
                        put -> put.roleName("orders").policyName("read").policyDocument(READ)))
                .isInstanceOf(NoSuchEntityException.class);
        iam.putRolePolicy(put -> put.roleName("orders").policyName("read").policyDocument(READ));
    }

    private Role create(String name) {
        return iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST))
                .role();
    }

    @Test
    void aRoleIsReadBackAsItWasWritten() {
        iam.createRole(role -> role.roleName("keda-operator")
                .path("/platform/keda/")
                .description("<reads> & \"scales\"")
                .maxSessionDuration(7200)
                .assumeRolePolicyDocument(TRUST)
                .tags(Tag.builder().key("team").value("a+b @c").build()));

        Role role = iam.getRole(get -> get.roleName("keda-operator")).role();

        assertThat(role.arn()).isEqualTo("arn:aws:iam::111122223333:role/platform/keda/keda-operator");
        assertThat(role.path()).isEqualTo("/platform/keda/");
        assertThat(role.roleId()).startsWith("AROA").hasSize(20);
        assertThat(role.description()).isEqualTo("<reads> & \"scales\"");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.tags())
                .containsExactly(Tag.builder().key("team").value("a+b @c").build());
        assertThat(role.assumeRolePolicyDocument())
                .startsWith("%7B%22Version%22")
                .doesNotContain("+");
        assertThat(PolicyDocument.parseUrlEncoded(role.assumeRolePolicyDocument()))
                .isEqualTo(PolicyDocument.parse(TRUST));
    }

    @Test
    void aDescriptionWithControlCharactersAndSpacesSurvivesTheXml() {
        iam.createRole(role ->
                role.roleName("spaced").assumeRolePolicyDocument(TRUST).description(" two  spaces\tand tab\r\nline "));

        assertThat(iam.getRole(get -> get.roleName("spaced")).role().description())
                .isEqualTo(" two  spaces\tand tab\r\nline ");
    }

    @Test
    void namesAreTakenOnceWhateverTheirCaseOrPath() {
        create("Operator");

        assertThatThrownBy(() -> iam.createRole(
                        role -> role.roleName("operator").path("/x/").assumeRolePolicyDocument(TRUST)))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name operator already exists.");
    }

    @Test
    void whatIsNotThereIsNoSuchEntity() {
        assertThatThrownBy(() -> iam.getRole(get -> get.roleName("nobody")))
                .isInstanceOfSatisfying(NoSuchEntityException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("The role with name nobody cannot be found.");
                });
        create("somebody");
        assertThatThrownBy(
                        () -> iam.getRolePolicy(get -> get.roleName("somebody").policyName("none")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role policy with name none cannot be found.");
        assertThatThrownBy(() -> iam.detachRolePolicy(
                        detach -> detach.roleName("somebody").policyArn("arn:aws:iam::aws:policy/X")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aTrustPolicyMayOnlyNameRolesThatExist() {
        String trust = TrustPolicies.roleChaining()
                .trusting("arn:aws:iam::111122223333:role/later")
                .build()
                .toJson();

        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("target").assumeRolePolicyDocument(trust)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/later\"");
        create("later");
        iam.createRole(role -> role.roleName("target").assumeRolePolicyDocument(trust));
    }

    @Test
    void quotasAreThoseOfIam() {
        create("full");
        String large = largePolicy(6000);
        iam.putRolePolicy(put -> put.roleName("full").policyName("one").policyDocument(large));

        assertThatThrownBy(() -> iam.putRolePolicy(
                        put -> put.roleName("full").policyName("two").policyDocument(large)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Maximum policy size of 10240 bytes exceeded for role full");
        iam.putRolePolicy(put -> put.roleName("full").policyName("one").policyDocument(large));
        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("longTrust")
                        .assumeRolePolicyDocument(TRUST.replace("keda-operator", "k".repeat(2000)))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("ACLSizePerRole");
        assertRefused(
                "ValidationError", () -> iam.tagRole(tag -> tag.roleName("full").tags(tags(0, 51))));
        iam.tagRole(tag -> tag.roleName("full").tags(tags(0, 50)));
        assertThatThrownBy(() -> iam.tagRole(tag -> tag.roleName("full").tags(tags(50, 51))))
                .isInstanceOf(LimitExceededException.class);
    }

    private static List<Tag> tags(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Tag.builder().key("k" + i).value("").build())
                .toList();
    }

    private static String largePolicy(int characters) {
        String empty = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:%s"}]}""";
        return empty.formatted("q".repeat(characters - empty.length()));
    }

    @Test
    void aRoleGoesOnlyWhenItIsEmpty() {
        create("busy");
        iam.putRolePolicy(put -> put.roleName("busy").policyName("read").policyDocument(READ));
        iam.attachRolePolicy(attach -> attach.roleName("busy").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));

        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("busy")))
                .isInstanceOf(DeleteConflictException.class);
        iam.deleteRolePolicy(delete -> delete.roleName("busy").policyName("read"));
        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("busy")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("must detach all policies first");
        iam.detachRolePolicy(detach -> detach.roleName("busy").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertThat(iam.listInstanceProfilesForRole(list -> list.roleName("busy"))
                        .instanceProfiles())
                .isEmpty();
        iam.deleteRole(delete -> delete.roleName("busy"));

        assertThatThrownBy(() -> iam.getRole(get -> get.roleName("busy"))).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void listingsComeInPages() {
        IntStream.range(0, 5).forEach(i -> create("role-" + i));
        IntStream.range(0, 3)
                .forEach(i -> iam.putRolePolicy(
                        put -> put.roleName("role-0").policyName("p" + i).policyDocument(READ)));
        iam.tagRole(tag -> tag.roleName("role-0")
                .tags(IntStream.range(0, 3)
                        .mapToObj(i -> Tag.builder().key("k" + i).value("v" + i).build())
                        .toList()));

        assertThat(iam.listRoles().roles()).hasSize(2);
        assertThat(iam.listRoles().isTruncated()).isTrue();
        assertThat(iam.listRolesPaginator().roles().stream().map(Role::roleName))
                .containsExactly("role-0", "role-1", "role-2", "role-3", "role-4");
        assertThat(iam.listRolePoliciesPaginator(list -> list.roleName("role-0"))
                        .policyNames())
                .containsExactly("p0", "p1", "p2");
        assertThat(iam.listRoleTagsPaginator(list -> list.roleName("role-0")).tags())
                .hasSize(3);
        assertThat(iam.listRolesPaginator(list -> list.pathPrefix("/other/")).roles())
                .isEmpty();
    }

    @Test
    void tagsAreSetChangedAndTakenAway() {
        create("tagged");
        iam.tagRole(tag -> tag.roleName("tagged")
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        iam.tagRole(tag ->
                tag.roleName("tagged").tags(Tag.builder().key("a").value("3").build()));
        iam.untagRole(untag -> untag.roleName("tagged").tagKeys("b", "never"));

        assertThat(iam.listRoleTags(list -> list.roleName("tagged")).tags())
                .containsExactly(Tag.builder().key("a").value("3").build());
    }

    @Test
    void aRoleThatIsDeletedLeavesItsIdInTheTrustOfOthers() {
        String id = create("first").roleId();
        iam.createRole(role -> role.roleName("second")
                .assumeRolePolicyDocument(TrustPolicies.roleChaining()
                        .trusting("arn:aws:iam::111122223333:role/first")
                        .build()
                        .toJson()));
        iam.deleteRole(delete -> delete.roleName("first"));
        create("first");

        assertThat(PolicyDocument.parseUrlEncoded(iam.getRole(get -> get.roleName("second"))
                                .role()
                                .assumeRolePolicyDocument())
                        .toJson())
                .contains(id)
                .doesNotContain("role/first");
    }

    @Test
    void aTagsKeyAndValueHaveTheLengthThatIamAllows() {
        Demo.role(Aws.of(emulator), "keda-operator", Demo.OPERATOR_TRUST);

        assertThatThrownBy(() -> iam.tagRole(tag -> tag.roleName("keda-operator")
                        .tags(one -> one.key("a".repeat(129)).value(""))))
                .hasMessageContaining("less than or equal to 128");
        assertThatThrownBy(() -> iam.tagRole(tag ->
                        tag.roleName("keda-operator").tags(one -> one.key("a").value("b".repeat(257)))))
                .hasMessageContaining("less than or equal to 256");
    }

    @Test
    void aPageOfNothingIsRefused() {
        assertThatThrownBy(() -> iam.listRoles(list -> list.maxItems(0))).hasMessageContaining("maxItems");
        assertThatThrownBy(() -> iam.listRoles(list -> list.maxItems(1001))).hasMessageContaining("maxItems");
    }

    @Test
    void whatTheEmulatorDoesNotKnowItSays() {
        assertThatThrownBy(iam::listUsers)
                .asInstanceOf(InstanceOfAssertFactories.type(IamException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("iam:ListUsers");
    }

    static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IamException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:user/nobody",
                "arn:aws:iam::111122223333:role/path/nobody",
                "AIDA0123456789ABCDEF",
                "AROA0123456789ABCDEF"
            })
    void aTrustPolicyMayNotNameAnybodyWhoIsNotThere(String principal) {
        String trust = PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(principal))
                        .action("sts:AssumeRole")
                        .build())
                .toJson();

        assertThatThrownBy(() -> iam.createRole(role -> role.roleName("target").assumeRolePolicyDocument(trust)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
    }

    @Test
    void theAdministratorAndStrangersMayBeNamed() {
        String trust = PolicyDocument.of(Statement.allow()
                        .principal(
                                Principal.aws("arn:aws:iam::111122223333:user/administrator"),
                                Principal.aws("arn:aws:iam::999988887777:role/of-an-account-that-is-not-here"))
                        .action("sts:AssumeRole")
                        .build())
                .toJson();

        assertThat(iam.createRole(role -> role.roleName("target").assumeRolePolicyDocument(trust))
                        .role())
                .isNotNull();
    }

    @Test
    void aTagOfARoleKeepsToTheRulesOfIam() {
        create("somebody");

        assertRefused("InvalidInput", () -> tag("aws:team", "a"));
        assertRefused("ValidationError", () -> tag("team*", "a"));
        assertRefused(
                "InvalidInput",
                () -> iam.tagRole(tag -> tag.roleName("somebody")
                        .tags(
                                Tag.builder().key("team").value("a").build(),
                                Tag.builder().key("Team").value("b").build())));
    }

    private void tag(String key, String value) {
        iam.tagRole(tag -> tag.roleName("somebody")
                .tags(Tag.builder().key(key).value(value).build()));
    }
}
