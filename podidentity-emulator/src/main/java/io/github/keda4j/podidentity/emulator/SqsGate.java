package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.evaluation.Decision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an SQS endpoint that checks nothing: decides who may do what to which queue, then passes the call on.
 * Understands SQS's JSON protocol, which the SDK has spoken since 2.21.
 */
final class SqsGate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern QUEUE_URL = Pattern.compile("https?://[^/]+/(?:(\\d{12}|queue)/)?([\\w.-]+)/?");

    /** Operations on several messages need the permission of the one on a single message. */
    private static final Map<String, String> PERMISSIONS = Map.of(
            "SendMessageBatch", "SendMessage",
            "DeleteMessageBatch", "DeleteMessage",
            "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

    private final AccountState state;
    private final URI upstream;
    private final HttpClient http = HttpClient.newHttpClient();

    SqsGate(AccountState state, URI upstream) {
        this.state = state;
        this.upstream = upstream;
    }

    /** What a call wants: the IAM action and the queue. */
    record Wish(String action, String queueArn) {}

    Wish wish(String target, String body) {
        String operation = target.substring(target.indexOf('.') + 1);
        String action = "sqs:" + PERMISSIONS.getOrDefault(operation, operation);
        try {
            JsonNode json = JSON.readTree(body);
            String account = state.accountId;
            String name = json.path("QueueName").asText("*");
            Matcher url = QUEUE_URL.matcher(json.path("QueueUrl").asText(""));
            if (url.matches()) {
                name = url.group(2);
                String inUrl = url.group(1);
                account = inUrl == null || inUrl.equals("queue") ? account : inUrl;
            } else if (json.hasNonNull("QueueUrl")) {
                name = json.get("QueueUrl").asText();
            }
            return new Wish(action, String.join(":", "arn", state.partition, "sqs", state.region, account, name));
        } catch (JsonProcessingException notJson) {
            throw new AwsError(400, "SerializationException", "the body of the call is not JSON");
        }
    }

    /** Why the call is allowed; throws where it is not. */
    String authorize(Wish wish, Identity caller) {
        if (caller.session() == null) {
            return "the administrator may do everything";
        }
        Decision decision = caller.session().decide(wish.action(), wish.queueArn(), null);
        if (!decision.isAllowed()) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: "
                            + wish.action().toLowerCase(Locale.ROOT) + " on resource: " + wish.queueArn() + " ("
                            + decision.reason() + ")");
        }
        return decision.reason();
    }

    HttpResponse<String> pass(String target, @Nullable String contentType, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(upstream)
                .header("X-Amz-Target", target)
                .header("Content-Type", contentType == null ? "application/x-amz-json-1.0" : contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for " + upstream, stop);
        }
    }
}
