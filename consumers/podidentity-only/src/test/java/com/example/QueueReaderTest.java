package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import org.junit.jupiter.api.Test;

class QueueReaderTest {

    @Test
    void anAssociationIsARequestForTheClientOfEks() {
        PodIdentityAssociation operator = PodIdentityAssociation.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn("arn:aws:iam::111122223333:role/keda-operator")
                .build();
        assertEquals("keda-operator", operator.createRequest().serviceAccount());
    }

    @Test
    void policiesAreBuiltAndValid() {
        PolicyDocument trust = TrustPolicies.roleChaining()
                .trusting("arn:aws:iam::111122223333:role/keda-operator")
                .build();
        PolicyValidator.forType(PolicyType.TRUST).validate(trust).throwIfErrors();
        PolicyDocument permissions = Permissions.builder()
                .readQueueDepth("arn:aws:sqs:us-east-1:111122223333:orders")
                .build()
                .document();
        assertEquals(permissions, PolicyDocument.parse(permissions.toJson()));
    }

    @Test
    void kubernetesIsNotThere() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("io.fabric8.kubernetes.client.Client"));
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName("software.amazon.awssdk.policybuilder.iam.IamPolicy"));
    }
}
