package io.github.keda4j.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients may do what the rules allow, and can ask what that is. */
class AccessTest {

    private final KubernetesApiServer server = KubernetesApiServer.builder()
            .access(attempt -> !attempt.verb().equals("delete"))
            .access(attempt ->
                    attempt.namespace().equals("test") || !attempt.verb().equals("create"))
            .start();
    private final KubernetesClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatNoRuleForbidsIsDoneAndTheRestIsRefusedAsByRbac() {
        ConfigMap colors = inNamespace("test");
        client.resource(colors).create();
        client.resource(colors).fieldManager("me").forceConflicts().serverSideApply();

        assertThatThrownBy(() -> client.resource(colors).delete())
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(403);
                    assertThat(refusal.getStatus().getMessage())
                            .isEqualTo(
                                    "configmaps \"colors\" is forbidden: User \"keda4j-testing\" cannot delete resource"
                                            + " \"configmaps\" in API group \"\" in the namespace \"test\"");
                });
        assertThat(client.resource(colors).get()).isNotNull();
    }

    @Test
    void anApplyThatCreatesNeedsThePermissionToCreate() {
        assertThatThrownBy(() -> client.resource(inNamespace("default"))
                        .fieldManager("me")
                        .serverSideApply())
                .hasMessageContaining("cannot create resource \"configmaps\"");
        assertThat(client.resource(inNamespace("default")).get()).isNull();
    }

    @Test
    void aReviewSaysWhatTheRulesSay() {
        assertThat(isAllowed("create", "test")).isTrue();
        assertThat(isAllowed("create", "default")).isFalse();
        assertThat(isAllowed("create", "")).isFalse();
        assertThat(isAllowed("delete", "test")).isFalse();
    }

    private boolean isAllowed(String verb, String namespace) {
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withNamespace(namespace)
                        .withResource("configmaps")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    private static ConfigMap inNamespace(String namespace) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("colors")
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }
}
