package io.github.keda4j.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** KEDA's operator reads the queue of a stack, with the SDK's clients, in an AWS that decides as IAM does. */
final class EmulatedRun implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SdkHttpClient SDK_HTTP = UrlConnectionHttpClient.create();

    private final HttpServer queue;

    EmulatedRun() {
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

    /** How far a run comes. */
    enum End {
        AT_ASSOCIATION,
        AT_ASSUMPTION,
        AT_QUEUE,
        NOWHERE
    }

    /** Applies the stack, and reads the queue as KEDA does. */
    End of(ScalingStack stack, String boundary, String queueUrl) throws IOException, InterruptedException {
        try (PodIdentityEmulator emulator = PodIdentityEmulator.builder()
                .cluster("demo")
                .sqs(URI.create("http://127.0.0.1:" + queue.getAddress().getPort()))
                .start()) {
            apply(stack, boundary, emulator);
            String token = emulator.mintToken("demo", "keda", "keda-operator", "keda-operator-0");
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(emulator.credentialsUri())
                            .header("Authorization", token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return End.AT_ASSOCIATION;
            }
            JsonNode body = new ObjectMapper().readTree(answer.body());
            AwsCredentialsProvider operator = credentials(
                    body.get("AccessKeyId").asText(),
                    body.get("SecretAccessKey").asText(),
                    body.get("Token").asText());
            return read(stack, emulator, operator, queueUrl);
        }
    }

    private static End read(
            ScalingStack stack, PodIdentityEmulator emulator, AwsCredentialsProvider operator, String queueUrl) {
        AwsCredentialsProvider reader = operator;
        AuthPodIdentity identity = stack.manifests().stream()
                .filter(TriggerAuthentication.class::isInstance)
                .map(manifest -> ((TriggerAuthentication) manifest).getSpec().getPodIdentity())
                .findFirst()
                .orElseThrow();
        if (identity.getRoleArn() != null) {
            try (StsClient sts = pointed(StsClient.builder(), emulator, operator)) {
                AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                        .roleArn(identity.getRoleArn())
                        .roleSessionName("KEDA")
                        .externalId(identity.getExternalID());
                Credentials assumed = sts.assumeRole(request.build()).credentials();
                reader = credentials(assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken());
            } catch (StsException denied) {
                return End.AT_ASSUMPTION;
            }
        }
        try (SqsClient sqs = pointed(SqsClient.builder(), emulator, reader)) {
            sqs.getQueueAttributes(
                    get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
            return End.NOWHERE;
        } catch (SqsException denied) {
            return End.AT_QUEUE;
        }
    }

    private static void apply(ScalingStack stack, String boundary, PodIdentityEmulator emulator) {
        try (IamClient iam = pointed(IamClient.builder(), emulator, emulator.administrator());
                EksClient eks = pointed(EksClient.builder(), emulator, emulator.administrator())) {
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
                        .forEach((name, policy) -> iam.putRolePolicy(
                                put -> put.roleName(role.role().name())
                                        .policyName(name)
                                        .policyDocument(policy.toJson())));
            }
            for (PodIdentityAssociation association : stack.associations()) {
                eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(association.namespace())
                        .serviceAccount(association.serviceAccount())
                        .roleArn(association.role().toString())
                        .disableSessionTags(association.disableSessionTags()));
            }
        }
    }

    private static AwsCredentialsProvider credentials(String id, String secret, String token) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(id, secret, token));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C pointed(
            B builder, PodIdentityEmulator emulator, AwsCredentialsProvider caller) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(caller)
                .httpClient(SDK_HTTP)
                .build();
    }

    @Override
    public void close() {
        queue.stop(0);
    }
}
