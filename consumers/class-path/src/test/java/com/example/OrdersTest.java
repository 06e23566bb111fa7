package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.client.KedaClient;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

class OrdersTest {

    @Test
    void theChainOfRolesIsProved() {
        assertTrue(Orders.stack().prove().isComplete());
    }

    @Test
    void manifestsAreWrittenAndReadBack() {
        ScalingStack stack = Orders.stack();
        assertEquals(stack.manifests(), Manifests.read(Manifests.write(stack.manifests())));
    }

    @Test
    void associationsAreRequestsForTheClientOfEks() {
        assertTrue(Orders.stack().associations().stream()
                .allMatch(association -> association.createRequest().clusterName().equals("demo")));
    }

    @Test
    void clientsOfKubernetesAndAwsAreMade() {
        try (KubernetesClient kubernetes = new KubernetesClientBuilder().build();
                SdkHttpClient http = UrlConnectionHttpClient.create();
                EksClient eks = EksClient.builder().httpClient(http).region(software.amazon.awssdk.regions.Region.US_EAST_1).build();
                IamClient iam = IamClient.builder().httpClient(http).region(software.amazon.awssdk.regions.Region.AWS_GLOBAL).build()) {
            assertTrue(kubernetes.adapt(KedaClient.class).v1alpha1() != null && eks != null && iam != null);
        }
    }
}
