package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.testing.kubernetes.EnableKubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** More stacks share the operator's role and association than AWS allows tags on them. */
@EnableKubernetesApiServer(server = Namespaces.class)
class ManyOwnersTest {

    private static final int MOST_TAGS = 50;
    private static final String ROLE = "keda-operator";

    @SuppressWarnings("unused") // set by the extension
    private KubernetesClient kubernetes;

    private EmulatedAws aws;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        aws = EmulatedAws.start();
        provisioner = aws.provisioner(kubernetes);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static ScalingStack orders() {
        return Stacks.readerOf("orders").build();
    }

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

    /** As other pipelines would, one tag each. */
    private List<String> fillUp() {
        List<String> others = new ArrayList<>();
        int room =
                MOST_TAGS - 1 - Math.max(roleTags().size(), association().tags().size());
        for (int number = 0; number < room; number++) {
            others.add("keda4j/stack/demo/shop/workload-" + number);
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

    /** The packed tags of this test name nobody else who is still there. */
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
