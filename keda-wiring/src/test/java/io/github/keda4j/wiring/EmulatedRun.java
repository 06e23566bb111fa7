package io.github.keda4j.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulatorBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Reads what KEDA's operator reads for the triggers of a stack, with the SDK's clients, against an emulator that
 * decides as IAM does.
 */
final class EmulatedRun implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
    private static final String PARTNER = "444455556666";

    private final HttpServer queue;
    private final Map<String, String> keys;

    EmulatedRun() {
        this(Map.of());
    }

    /**
     * A run.
     *
     * @param keys the KMS keys that secrets are encrypted with
     */
    EmulatedRun(Map<String, String> keys) {
        this.keys = keys;
        // This must run before the first JDK server starts: the emulator makes it send answers at once, and otherwise
        // each answer takes 40 ms.
        PodIdentityEmulator.builder();
        try {
            queue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        queue.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            byte[] answer = "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"7\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        queue.start();
    }

    /** How far a run gets. */
    enum End {
        AT_ASSOCIATION,
        AT_ASSUMPTION,
        AT_RESOURCE,
        NOWHERE
    }

    /**
     * Applies the stack and the documents for its partners, and reads what KEDA reads.
     *
     * @param boundary the permissions boundary of the scaler's role, as JSON; empty for none
     * @param partners documents that owners of other accounts apply
     */
    End of(ScalingStack stack, String boundary, List<HandOver> partners, Region region, ScalerCalls.Read read)
            throws IOException, InterruptedException {
        boolean irsa = stack.policies().get("keda-operator.trust").toJson().contains("Federated");
        PodIdentityEmulatorBuilder builder = PodIdentityEmulator.builder()
                .cluster("demo")
                .oidcProvider(PROVIDER)
                .sqs(URI.create("http://127.0.0.1:" + queue.getAddress().getPort()))
                .otherAccount(PARTNER);
        keys.forEach(builder::secretKey);
        partners.stream()
                .filter(document -> document.kind() == HandOver.Kind.RESOURCE_POLICY)
                .forEach(document -> builder.resourcePolicy(document.arn(), document.document()));
        try (PodIdentityEmulator emulator = builder.start()) {
            apply(stack, boundary, emulator);
            apply(partners, emulator);
            AwsCredentialsProvider operator = irsa ? byWebIdentity(emulator, region) : byAgent(emulator);
            if (operator == null) {
                return End.AT_ASSOCIATION;
            }
            return read(stack, new ScalerCalls(emulator, operator, region), read);
        }
    }

    /** The operator's credentials; null if the agent refuses them. */
    private static @Nullable AwsCredentialsProvider byAgent(PodIdentityEmulator emulator)
            throws IOException, InterruptedException {
        String token = emulator.mintToken("demo", "keda", "keda-operator", "keda-operator-0");
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(emulator.credentialsUri())
                        .header("Authorization", token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return null;
        }
        JsonNode body = new ObjectMapper().readTree(answer.body());
        return credentials(
                body.get("AccessKeyId").asText(),
                body.get("SecretAccessKey").asText(),
                body.get("Token").asText());
    }

    /** The credentials of the assumed role; null if STS refuses them. */
    private static @Nullable AwsCredentialsProvider byWebIdentity(PodIdentityEmulator emulator, Region region) {
        StsClient sts = PointedClients.client(StsClient::builder, emulator, emulator.administrator(), region);
        try {
            return credentials(sts.assumeRoleWithWebIdentity(
                            assume -> assume.roleArn("arn:aws:iam::111122223333:role/keda-operator")
                                    .roleSessionName("KEDA")
                                    .webIdentityToken(emulator.mintWebIdentityToken(PROVIDER, "keda", "keda-operator")))
                    .credentials());
        } catch (StsException denied) {
            ifDenied(denied, End.AT_ASSOCIATION);
            return null;
        }
    }

    private static AwsCredentialsProvider credentials(Credentials made) {
        return credentials(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    private static End read(ScalingStack stack, ScalerCalls operator, ScalerCalls.Read read) {
        ScalerCalls reader = operator;
        AuthPodIdentity identity = stack.manifests().stream()
                .filter(TriggerAuthentication.class::isInstance)
                .map(manifest -> ((TriggerAuthentication) manifest).getSpec())
                .map(spec -> spec.getAwsSecretManager() == null
                        ? spec.getPodIdentity()
                        : spec.getAwsSecretManager().getPodIdentity())
                .findFirst()
                .orElseThrow();
        if (identity.getRoleArn() != null) {
            StsClient sts = PointedClients.client(
                    StsClient::builder, operator.emulator(), operator.caller(), operator.region());
            try {
                AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                        .roleArn(identity.getRoleArn())
                        .roleSessionName("KEDA")
                        .externalId(identity.getExternalID());
                Credentials assumed = sts.assumeRole(request.build()).credentials();
                reader = new ScalerCalls(operator.emulator(), credentials(assumed), operator.region());
            } catch (StsException denied) {
                return ifDenied(denied, End.AT_ASSUMPTION);
            }
        }
        try {
            read.as(reader);
            return End.NOWHERE;
        } catch (AwsServiceException denied) {
            return ifDenied(denied, End.AT_RESOURCE);
        }
    }

    /** Anything but a denial is an error in the test. */
    private static End ifDenied(AwsServiceException refusal, End end) {
        boolean denial = refusal.statusCode() == 403
                || (refusal.statusCode() == 400
                        && Set.of("AccessDeniedException", "InvalidRequestException")
                                .contains(refusal.awsErrorDetails().errorCode()));
        if (!denial) {
            throw refusal;
        }
        return end;
    }

    /** Applies the documents as the owners of the other accounts would. */
    private static void apply(List<HandOver> partners, PodIdentityEmulator emulator) {
        IamClient iam = pointed(IamClient::builder, emulator, emulator.administrator(PARTNER));
        for (HandOver document : partners) {
            String resource = document.arn().substring(document.arn().indexOf(':', 13) + 1);
            String name = resource.substring(resource.lastIndexOf('/') + 1);
            switch (document.kind()) {
                case TRUST_POLICY ->
                    iam.createRole(create -> create.roleName(name)
                            .path(resource.substring(resource.indexOf('/'), resource.lastIndexOf('/') + 1))
                            .assumeRolePolicyDocument(document.document().toJson()));
                case PERMISSIONS ->
                    iam.putRolePolicy(put -> put.roleName(name)
                            .policyName("handed-over")
                            .policyDocument(document.document().toJson()));
                case RESOURCE_POLICY -> {
                    // The emulator was started with this policy.
                }
            }
        }
    }

    private static void apply(ScalingStack stack, String boundary, PodIdentityEmulator emulator) {
        IamClient iam = pointed(IamClient::builder, emulator, emulator.administrator());
        EksClient eks = pointed(EksClient::builder, emulator, emulator.administrator());
        if (!boundary.isEmpty()) {
            iam.createPolicy(create -> create.policyName("boundary").policyDocument(boundary));
        }
        for (RoleDefinition role : stack.roles()) {
            CreateRoleRequest.Builder create = CreateRoleRequest.builder()
                    .roleName(role.role().name())
                    .path(role.role().path())
                    .assumeRolePolicyDocument(role.trustPolicy().toJson());
            role.role().permissionsBoundary().ifPresent(create::permissionsBoundary);
            iam.createRole(create.build());
            role.inlinePolicies()
                    .forEach((name, policy) -> iam.putRolePolicy(put ->
                            put.roleName(role.role().name()).policyName(name).policyDocument(policy.toJson())));
        }
        for (PodIdentityAssociation association : stack.associations()) {
            eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                    .namespace(association.namespace())
                    .serviceAccount(association.serviceAccount())
                    .roleArn(association.role().toString())
                    .disableSessionTags(association.disableSessionTags()));
        }
    }

    private static AwsCredentialsProvider credentials(String id, String secret, String token) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(id, secret, token));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C pointed(
            Supplier<B> builder, PodIdentityEmulator emulator, AwsCredentialsProvider caller) {
        return PointedClients.client(builder, emulator, caller, Region.US_EAST_1);
    }

    @Override
    public void close() {
        queue.stop(0);
    }
}
