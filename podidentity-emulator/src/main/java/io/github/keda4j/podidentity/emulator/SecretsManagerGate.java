package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.policy.Arn;

/**
 * Secrets Manager, which lets a caller read a secret only if the caller may decrypt with the secret's key. Other accounts
 * cannot use the AWS managed key, which a secret without a key of its own has (AWS Secrets Manager User Guide, "Access
 * AWS Secrets Manager secrets from a different account").
 */
final class SecretsManagerGate implements Gate {

    /** The suffix that Secrets Manager adds to a secret's name in its ARN. */
    private static final String SUFFIX = "-Emulat";

    private final Cloud cloud;

    SecretsManagerGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        String target = call.header("X-Amz-Target");
        if (!target.equals("secretsmanager.GetSecretValue")) {
            throw Gate.unknown("secretsmanager", target);
        }
        JsonNode body = call.json();
        String id = body.path("SecretId").asText();
        String arn = id.startsWith("arn:")
                ? id
                : cloud.arn("secretsmanager", signature.region(), caller.accountId(), "secret:" + id + SUFFIX);
        Wish wish = Wish.of(
                "secretsmanager:GetSecretValue",
                arn,
                RequestContext.empty(),
                () -> call.wire().answer(root -> secret(root, arn)));
        String key = cloud.keys.get(arn);
        RoleSession session = caller.session();
        if (key == null && !Arn.accountIn(arn).equals(caller.accountId())) {
            return Wish.of("secretsmanager:GetSecretValue", arn, RequestContext.empty(), () -> {
                throw new AwsError(
                        400,
                        "InvalidRequestException",
                        "You can't access a secret from a different AWS account if you encrypt the secret with the"
                                + " default KMS service key.");
            });
        }
        return key == null || session == null
                ? wish
                : wish.and(new Need("kms:Decrypt", key, session.through("secretsmanager", signature.region())));
    }

    private static void secret(ObjectNode root, String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        root.put("ARN", arn)
                .put("Name", name.replaceFirst("-\\w{6}$", ""))
                .put("SecretString", "emulated")
                .put("VersionId", "00000000-0000-0000-0000-000000000000");
    }
}
