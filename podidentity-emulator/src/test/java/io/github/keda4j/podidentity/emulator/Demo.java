package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** The chain that the tests are about: a pod's role, and the role that may read the queue. */
final class Demo {

    static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    static final String SCALER = "arn:aws:iam::111122223333:role/scaler";
    static final String DEPLOYER = "arn:aws:iam::111122223333:role/deployer";
    static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:events";
    static final String QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/events";

    static final PolicyDocument OPERATOR_TRUST = TrustPolicies.podIdentity()
            .cluster(CLUSTER)
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build();
    static final PolicyDocument SCALER_TRUST =
            TrustPolicies.roleChaining().trusting(OPERATOR).build();
    static final PolicyDocument MAY_ASSUME =
            Permissions.builder().assumeRole(SCALER).build().document();
    static final PolicyDocument MAY_READ =
            Permissions.builder().readQueueDepth(QUEUE).build().document();

    private Demo() {}

    static Role role(Aws aws, String name, PolicyDocument trust, PolicyDocument... permissions) {
        IamClient iam = aws.iam();
        Role role = iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(trust.toJson()))
                .role();
        for (int i = 0; i < permissions.length; i++) {
            String policyName = "p" + i;
            String document = permissions[i].toJson();
            iam.putRolePolicy(put -> put.roleName(name).policyName(policyName).policyDocument(document));
        }
        return role;
    }

    /** A role that every principal of the account may assume. */
    static void deployer(Aws administrator, PolicyDocument permissions) {
        role(
                administrator,
                "deployer",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build(),
                permissions);
    }

    /** The clients of a session of that role. */
    static Aws asDeployer(Aws administrator) {
        return administrator.as(administrator
                .sts()
                .assumeRole(assume -> assume.roleArn(DEPLOYER).roleSessionName("ci"))
                .credentials());
    }

    /** Creates the roles and the association correctly. */
    static void chain(Aws aws) {
        role(aws, "keda-operator", OPERATOR_TRUST, MAY_ASSUME);
        role(aws, "scaler", SCALER_TRUST, MAY_READ);
        associate(aws, association -> {});
    }

    static String associate(Aws aws, Consumer<CreatePodIdentityAssociationRequest.Builder> more) {
        return aws.eks()
                .createPodIdentityAssociation(create -> more.accept(create.clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .roleArn(OPERATOR)))
                .association()
                .associationId();
    }
}
