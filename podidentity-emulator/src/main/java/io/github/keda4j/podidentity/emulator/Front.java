package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.keda4j.podidentity.emulator.EksService.RestCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    private final Cloud cloud;
    private final IamService iam;
    private final StsService sts;
    private final EksService eks;
    private final AgentService agent;
    private final @Nullable SqsGate sqs;
    private final Faults faults;
    private final Consumer<Call> log;

    Front(
            Cloud cloud,
            IamService iam,
            StsService sts,
            EksService eks,
            AgentService agent,
            @Nullable SqsGate sqs,
            Faults faults,
            Consumer<Call> log) {
        this.cloud = cloud;
        this.iam = iam;
        this.sts = sts;
        this.eks = eks;
        this.agent = agent;
        this.sqs = sqs;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, body).send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, String body) {
        try {
            return route(exchange, body);
        } catch (AwsError error) {
            return Answer.json(error);
        } catch (RuntimeException bug) {
            // Else the caller would see a closed connection, and nobody the reason.
            StringWriter trace = new StringWriter();
            bug.printStackTrace(new PrintWriter(trace));
            return Answer.json(new AwsError(500, "InternalFailure", trace.toString()));
        }
    }

    private Answer route(HttpExchange exchange, String body) {
        if (exchange.getRequestURI().getPath().equals(PodIdentityEmulator.CREDENTIALS_PATH)) {
            return agent(exchange.getRequestHeaders().getFirst("Authorization"));
        }
        Matcher credential =
                CREDENTIAL.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!credential.find()) {
            QueryParameters call = QueryParameters.parse(body);
            if (call.action().startsWith("AssumeRoleWith")) {
                // These two of STS are not signed: their token is the proof.
                AwsError unknown = StsService.unknown(call);
                return Answer.xml(unknown.status(), XmlWriter.error(StsService.NAMESPACE, unknown, cloud.randomHex(8)));
            }
            throw new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        String key = credential.group(1);
        return switch (credential.group(2)) {
            case "iam" -> query(IamService.NAMESPACE, key, body, iam);
            case "sts" -> query(StsService.NAMESPACE, key, body, sts);
            case "eks" -> Answer.json(serve(eks, restCall(exchange, body), key, 429, "ThrottlingException"));
            case "sqs" -> sqs(key, exchange.getRequestHeaders().getFirst("X-Amz-Target"), body);
            default ->
                throw new AwsError(400, "UnknownService", "The emulator does not know " + credential.group(2) + ".");
        };
    }

    private Answer query(String namespace, String key, String body, Service<QueryParameters> service) {
        QueryParameters call = QueryParameters.parse(body);
        String requestId = cloud.randomHex(8);
        try {
            String result = serve(service, call, key, 400, "Throttling");
            return Answer.xml(200, XmlWriter.response(namespace, call.action(), result, requestId));
        } catch (AwsError error) {
            return Answer.xml(error.status(), XmlWriter.error(namespace, error, requestId));
        }
    }

    /** Identifies the caller, lets the service decide and answer, and logs what came of it. */
    private <C> String serve(Service<C> service, C call, String key, int throttledStatus, String throttledCode) {
        String action = service.action(call);
        String who = key;
        synchronized (cloud) {
            try {
                Identity caller = cloud.identify(key);
                who = caller.arn();
                faults.beforeCall(throttledStatus, throttledCode);
                String reason = service.authorize(call, caller);
                String answer = service.writes(call)
                        ? faults.write(action, () -> service.answer(call, caller))
                        : service.answer(call, caller);
                log.accept(new Call(who, action, service.target(call), true, reason));
                return answer;
            } catch (AwsError error) {
                log.accept(new Call(who, action, service.target(call), false, error.text()));
                throw error;
            }
        }
    }

    private Answer sqs(String key, @Nullable String target, String body) {
        if (sqs == null) {
            throw new AwsError(400, "UnknownService", "This emulator was started without an SQS endpoint.");
        }
        SqsGate.Wish wish = SqsGate.wish(target, body);
        String action = wish.action();
        String who = key;
        String queue = "";
        try {
            String reason;
            synchronized (cloud) {
                Identity caller = cloud.identify(key);
                who = caller.arn();
                queue = sqs.queueArn(wish, caller);
                reason = sqs.authorize(wish, queue, caller);
            }
            // Not under the lock: a queue may keep a receiver waiting.
            Answer answer = sqs.pass(wish, queue);
            boolean succeeded = answer.status() < 400;
            log.accept(new Call(who, action, queue, succeeded, succeeded ? reason : answer.body()));
            return answer;
        } catch (AwsError error) {
            log.accept(new Call(who, action, queue, false, error.text()));
            throw error;
        }
    }

    private Answer agent(@Nullable String authorization) {
        String who = "";
        String name = "";
        synchronized (cloud) {
            try {
                PodTokens.Pod pod = cloud.tokens.verify(authorization);
                who = pod.namespace() + "/" + pod.serviceAccount();
                name = pod.podName();
                AgentService.Credentials credentials = agent.credentials(pod);
                log.accept(new Call(who, PodIdentityEmulator.AGENT_ACTION, name, true, credentials.reason()));
                return Answer.json(credentials.json());
            } catch (AwsError error) {
                log.accept(new Call(who, PodIdentityEmulator.AGENT_ACTION, name, false, error.text()));
                throw error;
            }
        }
    }

    private static RestCall restCall(HttpExchange exchange, String body) {
        List<String> path = new ArrayList<>();
        for (String part : exchange.getRequestURI().getRawPath().substring(1).split("/", -1)) {
            path.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
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
