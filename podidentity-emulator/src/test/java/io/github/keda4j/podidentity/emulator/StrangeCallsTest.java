package io.github.keda4j.podidentity.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any call that HTTP allows is answered, and an internal failure of the emulator would be noticed. */
class StrangeCallsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRUST = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + "\"pods.eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static PodIdentityEmulator emulator;

    @BeforeContainer
    static void start() {
        emulator = PodIdentityEmulator.builder()
                .cluster("demo")
                .sqs(URI.create("http://127.0.0.1:1"))
                .start();
    }

    @AfterContainer
    static void stop() {
        emulator.close();
    }

    @Provide
    Arbitrary<HttpRequest> calls() {
        Arbitrary<String> services = Arbitraries.of(
                "iam", "sts", "eks", "sqs", "dynamodb", "kinesis", "secretsmanager", "monitoring", "aps", "s3");
        Arbitrary<String> paths = Arbitraries.of(
                "/",
                "/clusters/demo",
                "/clusters/demo/pod-identity-associations",
                "/clusters/demo/pod-identity-associations/a-1",
                "/clusters//pod-identity-associations",
                "/tags/",
                "/tags/arn:x?tagKeys",
                "/workspaces/ws-1/api/v1/query",
                "/%2e%2e/%2F",
                "/v1/credentials");
        Arbitrary<String> targets = Arbitraries.of(
                "",
                "AmazonSQS.SendMessage",
                "AmazonSQS.SetQueueAttributes",
                "DynamoDB_20120810.Query",
                "DynamoDBStreams_20120810.DescribeStream",
                "Kinesis_20131202.DescribeStreamSummary",
                "secretsmanager.GetSecretValue");
        Arbitrary<String> types = Arbitraries.of(
                "application/x-amz-json-1.0",
                "application/x-amz-cbor-1.1",
                "application/x-www-form-urlencoded",
                "text/plain");
        Arbitrary<String> methods = Arbitraries.of("GET", "POST", "DELETE", "PUT");
        return Combinators.combine(services, paths, targets, types, methods, bodies())
                .as((service, path, target, type, method, body) -> signed(service, path)
                        .header("X-Amz-Target", target)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    private static Arbitrary<String> bodies() {
        Arbitrary<String> actions = Arbitraries.of(
                "AssumeRole",
                "CreateRole",
                "CreatePolicy",
                "PutRolePolicy",
                "GetPolicyVersion",
                "ListPolicies",
                "TagRole",
                "AttachRolePolicy",
                "GetAccountAuthorizationDetails");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).map(text -> URLEncoder.encode(text, UTF_8)),
                Arbitraries.of(
                        "%",
                        "-1",
                        "arn:aws:iam::111122223333:role/x",
                        "%7B%22Statement%22%3A%5B%5D%7D",
                        URLEncoder.encode(TRUST, UTF_8)));
        Arbitrary<String> members = Arbitraries.of(
                "RoleName",
                "RoleArn",
                "RoleSessionName",
                "PolicyName",
                "PolicyArn",
                "PolicyDocument",
                "AssumeRolePolicyDocument",
                "Path",
                "PathPrefix",
                "Marker",
                "MaxItems",
                "Tags.member.1.Key",
                "PolicyArns.member.1.arn",
                "DurationSeconds",
                "Scope");
        Arbitrary<String> forms = Combinators.combine(
                        actions,
                        Combinators.combine(members, values)
                                .as((member, value) -> "&" + member + "=" + value)
                                .list()
                                .ofMaxSize(6))
                .as((action, pairs) -> "Action=" + action + String.join("", pairs));
        return Arbitraries.oneOf(
                forms,
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "",
                        "null",
                        "[]",
                        "1",
                        "\"x\"",
                        "{\"namespace\":[],\"serviceAccount\":{},\"tags\":[1]}",
                        "{\"namespace\":\"a\",\"serviceAccount\":\"b\",\"roleArn\":7,\"policy\":[]}",
                        "{\"QueueUrl\":{},\"Attributes\":[],\"AttributeNames\":\"x\"}",
                        "{\"tags\":{\"a\":null}}"));
    }

    /**
     * No answer may contain a stack trace. An answer to an internal failure does not have one either: it only says
     * where to look.
     */
    @Property(tries = 400, seed = "8348234851791147999")
    void noCallMakesTheEmulatorFail(@ForAll("calls") HttpRequest request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());

        assertThat(answer.body()).doesNotContain("InternalFailure").doesNotContain("\tat ");
        assertThat(answer.statusCode()).isNotEqualTo(500);
    }

    private static HttpRequest.Builder signed(String service, String path) {
        String key = emulator.administrator().resolveCredentials().accessKeyId();
        return HttpRequest.newBuilder(URI.create(emulator.endpoint() + path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }
}
