package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.keda4j.podidentity.emulator.EksService.RestCall;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes every HTTP call, finds out who calls and which service is meant, and answers in that service's form. Signatures are
 * not verified: an access key stands for its owner.
 */
final class Front implements HttpHandler {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([A-Za-z0-9]+)/\\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request");

    private final AccountState state;
    private final IamService iam;
    private final StsService sts;
    private final EksService eks;
    private final AgentService agent;
    private final @Nullable SqsGate sqs;
    private final Faults faults;
    private final Consumer<Call> log;

    Front(
            AccountState state,
            IamService iam,
            StsService sts,
            EksService eks,
            AgentService agent,
            @Nullable SqsGate sqs,
            Faults faults,
            Consumer<Call> log) {
        this.state = state;
        this.iam = iam;
        this.sts = sts;
        this.eks = eks;
        this.agent = agent;
        this.sqs = sqs;
        this.faults = faults;
        this.log = log;
    }

    /** What is sent back. */
    private record Answer(int status, String contentType, String body) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = answer(exchange, body);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            // To HttpServer, 0 means "length unknown" and -1 "no body".
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestURI().getPath().equals(PodIdentityEmulator.CREDENTIALS_PATH)) {
            return agent(exchange);
        }
        Matcher credential =
                CREDENTIAL.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!credential.find()) {
            return json(new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token"), exchange);
        }
        String key = credential.group(1);
        return switch (credential.group(2)) {
            case "iam" -> query(IamService.NAMESPACE, "iam:", key, body, (call, caller) -> iam.answer(call));
            case "sts" -> query(StsService.NAMESPACE, "sts:", key, body, sts::answer);
            case "eks" -> eks(exchange, key, body);
            case "sqs" -> sqs(exchange, key, body);
            default ->
                json(
                        new AwsError(400, "UnknownService", "The emulator does not know " + credential.group(2) + "."),
                        exchange);
        };
    }

    /** A service of the query protocol. */
    private interface QueryService {
        String answer(QueryParameters call, Identity caller);
    }

    private Answer query(String namespace, String prefix, String key, String body, QueryService service) {
        QueryParameters call = QueryParameters.parse(body);
        String requestId = state.randomHex(8);
        String action = prefix + call.action();
        String target = call.get("RoleArn", call.get("RoleName", ""));
        try {
            String result = logged(key, action, target, caller -> {
                if (prefix.equals("iam:") && IamService.writes(call.action())) {
                    faults.beforeWrite(action);
                }
                return service.answer(call, caller);
            });
            return new Answer(200, "text/xml", XmlWriter.response(namespace, call.action(), result, requestId));
        } catch (AwsError error) {
            return new Answer(error.status(), "text/xml", XmlWriter.error(namespace, error, requestId));
        }
    }

    private Answer eks(HttpExchange exchange, String key, String body) {
        RestCall call = restCall(exchange, body);
        if (call.path().size() < 2) {
            return json(new AwsError(404, "NotFoundException", "Unknown path."), exchange);
        }
        String action = EksService.actionOf(call);
        try {
            String answer = logged(key, action, call.path().get(1), caller -> {
                if (EksService.writes(action)) {
                    faults.beforeWrite(action);
                }
                return eks.answer(call);
            });
            return new Answer(200, "application/json", answer);
        } catch (AwsError error) {
            return json(error, exchange);
        }
    }

    private Answer sqs(HttpExchange exchange, String key, String body) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (sqs == null) {
            return json(
                    new AwsError(400, "UnknownService", "This emulator was started without an SQS endpoint."),
                    exchange);
        }
        SqsGate gate = sqs;
        try {
            SqsGate.Wish wish = gate.wish(target, body);
            authorized(key, wish.action(), wish.queueArn(), caller -> gate.authorize(wish, caller));
        } catch (AwsError error) {
            return json(error, exchange);
        }
        HttpResponse<String> passed =
                gate.pass(target, exchange.getRequestHeaders().getFirst("Content-Type"), body);
        passed.headers()
                .firstValue("x-amzn-query-error")
                .ifPresent(error -> exchange.getResponseHeaders().set("x-amzn-query-error", error));
        return new Answer(
                passed.statusCode(),
                passed.headers().firstValue("Content-Type").orElse("application/x-amz-json-1.0"),
                passed.body());
    }

    private Answer agent(HttpExchange exchange) {
        String who = "";
        try {
            synchronized (state) {
                AccountState.PodToken pod =
                        agent.pod(exchange.getRequestHeaders().getFirst("Authorization"));
                who = pod.namespace() + "/" + pod.serviceAccount();
                String answer = agent.credentials(pod);
                log.accept(new Call(
                        who, "eks-auth:AssumeRoleForPodIdentity", pod.podName(), true, "credentials handed out"));
                return new Answer(200, "application/json", answer);
            }
        } catch (AwsError error) {
            log.accept(new Call(who, "eks-auth:AssumeRoleForPodIdentity", "", false, error.text()));
            return json(error, exchange);
        }
    }

    /** Something to do for a caller. */
    private interface Work {
        String answer(Identity caller);
    }

    private String logged(String key, String action, String target, Work work) {
        return attempt(key, action, target, work, () -> "");
    }

    /** As {@link #logged}, for work whose answer is the reason why it is allowed. */
    private void authorized(String key, String action, String target, Work work) {
        String[] reason = {""};
        attempt(
                key,
                action,
                target,
                caller -> {
                    reason[0] = work.answer(caller);
                    return "";
                },
                () -> reason[0]);
    }

    private String attempt(String key, String action, String target, Work work, Supplier<String> detail) {
        String who = key;
        try {
            synchronized (state) {
                Identity caller = identify(key);
                who = caller.arn();
                String answer = work.answer(caller);
                log.accept(new Call(who, action, target, true, detail.get()));
                return answer;
            }
        } catch (AwsError error) {
            log.accept(new Call(who, action, target, false, error.text()));
            throw error;
        }
    }

    private Identity identify(String key) {
        Identity identity = state.identities.get(key);
        if (identity == null) {
            throw new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        if (identity.expiration().isBefore(now())) {
            throw new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
        }
        return identity;
    }

    private Instant now() {
        return state.clock.instant();
    }

    private static Answer json(AwsError error, HttpExchange exchange) {
        exchange.getResponseHeaders().set("X-Amzn-ErrorType", error.code());
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", error.text())
                .toString();
        return new Answer(error.status(), "application/json", body);
    }

    private static RestCall restCall(HttpExchange exchange, String body) {
        List<String> path = new ArrayList<>();
        for (String part : exchange.getRequestURI().getRawPath().substring(1).split("/", -1)) {
            path.addAll(List.of(URLDecoder.decode(part, StandardCharsets.UTF_8)));
        }
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.merge(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8),
                            (first, second) -> first + "\n" + second);
                }
            }
        }
        return new RestCall(exchange.getRequestMethod(), path, query, body);
    }
}
