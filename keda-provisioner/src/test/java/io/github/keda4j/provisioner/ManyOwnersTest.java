package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** More stacks share the operator's role and association than AWS allows tags on either. */
class ManyOwnersTest extends ProvisionerBench {

    private static final int MOST_TAGS = 50;
    private static final int JOINERS = 12;
    private static final String ROLE = "keda-operator";

    private static ScalingStack invoices() {
        return Stacks.readerOf("invoices").build();
    }

    @Test
    void aStackThatFindsNoRoomForItsTagPacksThoseOfOthersAndLosesNobody() {
        provisioner.apply(orders());
        List<String> others = fillUp();

        Plan plan = provisioner.apply(invoices());

        assertThat(plan.toString())
                .contains("~ tags of IAM role keda-operator\n      the tags of ")
                .contains("~ tags of pod identity association demo/keda/keda-operator\n      the tags of ");
        assertThat(roleTags().size()).isLessThanOrEqualTo(MOST_TAGS / 2);
        assertThat(association().tags().size()).isLessThanOrEqualTo(MOST_TAGS / 2);
        for (ScalingStack stack : List.of(orders(), invoices())) {
            assertThat(provisioner.plan(stack).changes()).isEmpty();
        }

        provisioner.destroy(orders());
        Plan removal = provisioner.destroy(invoices());
        assertThat(removal.notes())
                .contains("IAM role keda-operator stays: it belongs to " + others.size() + " stacks of keda4j too.");
        assertThat(provisioner.planRemoval(orders(), invoices()).changes()).isEmpty();
        assertThat(aws.iam().listRolePolicies(list -> list.roleName(ROLE)).policyNames())
                .isEmpty();
    }

    @Test
    void theLastOneOutOfManyRemovesThem() {
        provisioner.apply(orders());
        fillUp();
        provisioner.apply(invoices());
        forgetOthers();
        provisioner.destroy(invoices());
        assertThat(provisioner.plan(orders()).changes()).isEmpty();

        provisioner.destroy(orders());

        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(aws.eks()
                        .listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations())
                .isEmpty();
    }

    @Test
    void aPlanThatPacksTagsDoesNotMakeItselfStale() {
        provisioner.apply(orders());
        fillUp();
        spoilWhatAllShare();

        Plan plan = provisioner.plan(invoices());
        assertThat(plan.toString())
                .contains("the tags of ")
                .contains("~ trust policy of IAM role keda-operator")
                .contains("~ pod identity association demo/keda/keda-operator");
        provisioner.apply(plan);

        assertThat(provisioner.plan(orders(), invoices()).changes()).isEmpty();
    }

    @Test
    void aSavedPlanThatPacksTagsGoesOnWhereverItWasStopped() {
        provisioner.apply(orders());
        fillUp();
        spoilWhatAllShare();
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(invoices()).toJson());

        for (int changes = 0; changes < reviewed.changes().size(); changes++) {
            AtomicInteger left = new AtomicInteger(1);
            Provisioner job =
                    aws.provisioner(kubernetes, builder -> builder.stopWhen(() -> left.getAndDecrement() == 0));
            try {
                job.apply(reviewed, invoices());
            } catch (ProvisioningException stopped) {
                assertThat(stopped.reason()).as(stopped.getMessage()).isEqualTo(Reason.CANCELLED);
            }
        }
        provisioner.apply(reviewed, invoices());

        assertThat(provisioner.plan(orders(), invoices()).changes()).isEmpty();
    }

    @Test
    void aReviewedPlanIsStillGoodAfterSomebodyElsePackedTheTags() {
        provisioner.apply(orders());
        fillUp();
        spoilWhatAllShare();
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(orders()).toJson());
        provisioner.apply(invoices());
        provisioner.destroy(invoices());
        spoilWhatAllShare();

        provisioner.apply(reviewed, orders());

        assertThat(provisioner.plan(orders()).changes()).isEmpty();
    }

    @Test
    void manyStacksJoinAtOnceWhereTagsAreFew() {
        provisioner.apply(orders());
        fillUp();
        ScalingStack[] joiners = IntStream.range(0, JOINERS)
                .mapToObj(number -> Stacks.readerOf("joiner-" + number)
                        .scalerIdentity(ScalerIdentity.workloadRole())
                        .build())
                .toArray(ScalingStack[]::new);

        Plan plan = provisioner.plan(joiners);
        provisioner.apply(plan);

        assertThat(roleTags().size()).isLessThanOrEqualTo(MOST_TAGS);
        assertThat(association().tags().size()).isLessThanOrEqualTo(MOST_TAGS);
        assertThat(provisioner.plan(joiners)).hasToString("nothing to do");
        assertThat(provisioner.plan(orders()).changes()).isEmpty();
        provisioner.destroy(joiners[0]);
        assertThat(provisioner.plan(Arrays.copyOfRange(joiners, 1, JOINERS)).changes())
                .isEmpty();
    }

    @Test
    void aStackWhoseGrantsChangeKeepsItsRecordWhileTagsArePacked() {
        provisioner.apply(orders());
        fillUp();
        ScalingStack changed = Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders-2"))
                .scaledObject(readerOf("orders", "orders-2"))
                .build();

        Plan plan = provisioner.plan(changed, invoices());
        assertThat(plan.toString()).contains("the tags of ").contains("policy");
        provisioner.apply(plan);

        assertThat(provisioner.plan(changed, invoices())).hasToString("nothing to do");
        provisioner.destroy(changed, invoices());
        assertThat(aws.iam().listRolePolicies(list -> list.roleName(ROLE)).policyNames())
                .isEmpty();
    }

    private static ScaledObject readerOf(String name, String queue) {
        ScaledObject scaledObject = Stacks.scaledObject(name, 10);
        scaledObject
                .getSpec()
                .getTriggers()
                .get(0)
                .setMetadata(Map.of(
                        "queueURL",
                        "https://sqs.us-east-1.amazonaws.com/111122223333/" + queue,
                        "queueLength",
                        "5",
                        "awsRegion",
                        "us-east-1"));
        return scaledObject;
    }

    @Test
    void whoCameSinceThePlanWasNotAskedAboutTheAssociation() {
        provisioner.apply(orders());
        spoilWhatAllShare();
        Plan plan = provisioner.plan(orders());
        aws.eks()
                .tagResource(request -> request.resourceArn(association().associationArn())
                        .tags(Map.of("keda4j/stack/us-east-1/demo/shop/newcomer", "true")));

        assertFails(
                () -> provisioner.apply(plan),
                Reason.STALE_PLAN,
                "pod identity association demo/keda/keda-operator has changed since the plan: ");
        assertFails(() -> provisioner.apply(plan), Reason.STALE_PLAN, " for stack us-east-1/demo/shop/newcomer too");

        provisioner.apply(orders());
        assertThat(association().roleArn()).endsWith(":role/keda-operator");
    }

    /** Changes it manually, so that a plan has to write it again. */
    private void spoilWhatAllShare() {
        aws.iam().updateAssumeRolePolicy(role -> role.roleName(ROLE).policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        aws.eks()
                .updatePodIdentityAssociation(update -> update.clusterName("demo")
                        .associationId(association().associationId())
                        .roleArn("arn:aws:iam::111122223333:role/orders"));
    }

    /** Adds one tag each, as other pipelines would. */
    private List<String> fillUp() {
        List<String> others = new ArrayList<>();
        int room =
                MOST_TAGS - 1 - Math.max(roleTags().size(), association().tags().size());
        for (int number = 0; number < room; number++) {
            others.add("keda4j/stack/us-east-1/demo/shop/workload-" + number);
        }
        aws.iam()
                .tagRole(role -> role.roleName(ROLE)
                        .tags(others.stream()
                                .map(key -> Tag.builder().key(key).value("").build())
                                .toList()));
        Map<String, String> tags = new TreeMap<>();
        others.forEach(key -> tags.put(key, "true"));
        String arn = association().associationArn();
        aws.eks().tagResource(request -> request.resourceArn(arn).tags(tags));
        return others;
    }

    /** The packed tags of this test name no other existing owner. */
    private void forgetOthers() {
        List<String> keys = roleTags().keySet().stream()
                .filter(key -> key.startsWith("keda4j/stacks/"))
                .toList();
        assertThat(keys).isNotEmpty();
        aws.iam().untagRole(role -> role.roleName(ROLE).tagKeys(keys));
        PodIdentityAssociation association = association();
        List<String> packed = association.tags().keySet().stream()
                .filter(key -> key.startsWith("keda4j/stacks/"))
                .toList();
        aws.eks()
                .untagResource(request ->
                        request.resourceArn(association.associationArn()).tagKeys(packed));
        provisioner.apply(orders(), invoices());
    }

    private Map<String, String> roleTags() {
        Role role = aws.iam().getRole(get -> get.roleName(ROLE)).role();
        Map<String, String> tags = new TreeMap<>();
        role.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private PodIdentityAssociation association() {
        String id = aws.eks()
                .listPodIdentityAssociations(
                        list -> list.clusterName("demo").namespace("keda").serviceAccount(ROLE))
                .associations()
                .get(0)
                .associationId();
        return aws.eks()
                .describePodIdentityAssociation(
                        describe -> describe.clusterName("demo").associationId(id))
                .association();
    }
}
