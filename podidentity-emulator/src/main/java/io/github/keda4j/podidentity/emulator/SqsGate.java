package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gate in front of an SQS endpoint that checks nothing: it decides whether the caller may make the call, and then
 * passes it on. It stores the queues' policies, which such endpoints ignore. It understands SQS's JSON protocol, which
 * the SDK has used since 2.21.
 */
final class SqsGate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final Pattern QUEUE_URL = Pattern.compile("(?:https?://[^/]+/)?(?:(\\d{12}|queue)/)?([\\w.-]+)/?");
    private static final Pattern TARGET = Pattern.compile("AmazonSQS\\.(\\w+)");

    /** Batch operations need the permission of the corresponding operation on a single message. */
    private static final Map<String, String> PERMISSIONS = Map.of(
            "SendMessageBatch", "SendMessage",
            "DeleteMessageBatch", "DeleteMessage",
            "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

    private final Cloud cloud;
    private final URI upstream;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** The policies of queues, by the queue's ARN. */
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    SqsGate(Cloud cloud, URI upstream) {
        this.cloud = cloud;
        this.upstream = upstream;
    }

    /** A call as it was received. */
    record Wish(String operation, JsonNode json, String body) {

        /** The permission that the call needs. */
        String action() {
            return "sqs:" + PERMISSIONS.getOrDefault(operation, operation);
        }
    }

    static Wish wish(String target, String body) {
        Matcher operation = TARGET.matcher(target);
        if (!operation.matches()) {
            throw new AwsError(
                    400, "InvalidAction", "The emulator supports only SQS's JSON protocol (AWS SDK 2.21 or newer).");
        }
        try {
            return new Wish(operation.group(1), JSON.readTree(body), body);
        } catch (JsonProcessingException notJson) {
            throw new AwsError(400, "SerializationException", "the body of the call is not JSON");
        }
    }

    String queueArn(Wish wish, String region, Identity caller) {
        String account = wish.json().path("QueueOwnerAWSAccountId").asText(caller.accountId());
        String name = wish.json().path("QueueName").asText("*");
        Matcher url = QUEUE_URL.matcher(wish.json().path("QueueUrl").asText(""));
        if (url.matches()) {
            name = url.group(2);
            account = url.group(1) == null || url.group(1).equals("queue") ? account : url.group(1);
        }
        return cloud.arn("sqs", region, account, name);
    }

    /** The reason why the call is allowed; throws if it is not. */
    String authorize(Wish wish, String queueArn, Identity caller) {
        String policy = policies.get(queueArn);
        PolicyDocument document = policy == null ? cloud.resourcePolicies.get(queueArn) : PolicyDocument.parse(policy);
        try {
            return Authority.require(caller, wish.action(), queueArn, RequestContext.empty(), document);
        } catch (AwsError denied) {
            // SQS writes its actions in lower case.
            String small = wish.action().toLowerCase(Locale.ROOT);
            throw new AwsError(
                    403, denied.code(), denied.text().replaceFirst("perform: " + wish.action(), "perform: " + small));
        }
    }

    /** Passes an allowed call on. */
    Answer pass(Wish wish, String queueArn) {
        JsonNode policy = wish.json().path("Attributes").path("Policy");
        if (!policy.asText("").isEmpty()
                && !PolicyValidator.forType(PolicyType.QUEUE)
                        .validate(policy.asText())
                        .ofSeverity(Severity.ERROR)
                        .isEmpty()) {
            throw new AwsError(400, "InvalidAttributeValue", "Invalid value for the parameter Policy.");
        }
        HttpResponse<String> passed = send(wish);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", passed.headers().firstValue("Content-Type").orElse(JSON_1_0));
        passed.headers().firstValue("x-amzn-RequestId").ifPresent(id -> headers.put("x-amzn-RequestId", id));
        passed.headers().firstValue("x-amzn-query-error").ifPresent(code -> headers.put("x-amzn-query-error", code));
        Answer answer = new Answer(passed.statusCode(), headers, passed.body());
        return answer.status() == 200 ? withPolicy(wish, queueArn, policy, answer) : answer;
    }

    private Answer withPolicy(Wish wish, String queueArn, JsonNode policy, Answer answer) {
        switch (wish.operation()) {
            case "SetQueueAttributes", "CreateQueue" -> {
                if (policy.isTextual() && policy.asText().isEmpty()) {
                    policies.remove(queueArn);
                } else if (policy.isTextual()) {
                    policies.put(queueArn, policy.asText());
                }
                return answer;
            }
            case "DeleteQueue" -> policies.remove(queueArn);
            case "GetQueueAttributes" -> {
                String kept = policies.get(queueArn);
                String names = wish.json().path("AttributeNames").toString();
                if (kept != null && (names.contains("\"Policy\"") || names.contains("\"All\""))) {
                    return new Answer(200, answer.headers(), withPolicy(answer.body(), kept));
                }
            }
            default -> {
                // The call is not about policies.
            }
        }
        return answer;
    }

    private static String withPolicy(String body, String policy) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(body);
            root.withObject("/Attributes").put("Policy", policy);
            return root.toString();
        } catch (JsonProcessingException notJson) {
            throw new AwsError(502, "InternalFailure", "the SQS endpoint did not answer in JSON");
        }
    }

    private HttpResponse<String> send(Wish wish) {
        HttpRequest request = HttpRequest.newBuilder(upstream)
                .header("X-Amz-Target", "AmazonSQS." + wish.operation())
                .header("Content-Type", JSON_1_0)
                .POST(HttpRequest.BodyPublishers.ofString(wish.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AwsError(503, "ServiceUnavailable", "the SQS endpoint " + upstream + " cannot be reached: " + e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AwsError(503, "ServiceUnavailable", "stopped while waiting for " + upstream);
        }
    }
}
