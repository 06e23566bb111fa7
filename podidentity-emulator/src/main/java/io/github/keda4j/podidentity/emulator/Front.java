package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.keda4j.podidentity.emulator.EksService.RestCall;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives every HTTP call, identifies the caller and the service, and answers in that service's format. It does not
 * read the body of a call before the caller is known.
 */
final class Front implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(PodIdentityEmulator.class.getName());

    private final Cloud cloud;
    private final IamService iam;
    private final StsService sts;
    private final EksService eks;
    private final AgentService agent;
    private final @Nullable SqsGate sqs;
    private final Map<String, Gate> gates;
    private final Faults faults;
    private final Consumer<Call> log;

    Front(
            Cloud cloud,
            IamService iam,
            StsService sts,
            EksService eks,
            AgentService agent,
            @Nullable SqsGate sqs,
            Map<String, Gate> gates,
            Faults faults,
            Consumer<Call> log) {
        this.cloud = cloud;
        this.iam = iam;
        this.sts = sts;
        this.eks = eks;
        this.agent = agent;
        this.sqs = sqs;
        this.gates = gates;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = cloud.randomHex(8);
            answer(exchange, requestId).send(exchange, requestId);
        }
    }

    private Answer answer(HttpExchange exchange, String requestId) {
        try {
            return route(exchange, requestId);
        } catch (AwsError error) {
            return Wire.REST.refusal(error);
        } catch (RuntimeException bug) {
            LOGGER.log(System.Logger.Level.ERROR, "The emulator failed at request " + requestId, bug);
            return Wire.REST.refusal(new AwsError(
                    500, "InternalFailure", "The emulator failed. Its log says why, at request " + requestId + "."));
        }
    }

    private Answer route(HttpExchange exchange, String requestId) {
        if (exchange.getRequestURI().getPath().equals(PodIdentityEmulator.CREDENTIALS_PATH)) {
            return agent(exchange.getRequestHeaders().getFirst("Authorization"));
        }
        Signature signature = Signature.of(exchange);
        if (signature == null) {
            return unsigned(exchange, requestId);
        }
        return switch (signature.service()) {
            case "iam" -> query(IamService.NAMESPACE, signature, exchange, requestId, iam);
            case "sts" -> query(StsService.NAMESPACE, signature, exchange, requestId, sts);
            case "eks" -> {
                HttpCall call = read(exchange, signature);
                RestCall rest = new RestCall(call.method(), call.path(), call.query(), call.text());
                yield Answer.json(serve(eks, rest, signature, 429, "ThrottlingException"));
            }
            case "sqs" -> sqs(signature, exchange);
            default -> gate(signature, exchange, requestId);
        };
    }

    /** Two STS calls are not signed, because their token identifies the caller. */
    private Answer unsigned(HttpExchange exchange, String requestId) {
        QueryParameters call = QueryParameters.parse(HttpCall.unsigned(exchange).text());
        if (!call.action().startsWith("AssumeRoleWith")) {
            throw new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        String action = "sts:" + call.action();
        String role = call.get("RoleArn", "");
        try {
            synchronized (cloud) {
                if (!call.action().equals("AssumeRoleWithWebIdentity")) {
                    throw StsService.unknown(call);
                }
                String result = sts.assumeRoleWithWebIdentity(call);
                log.accept(new Call("", action, role, true, "the trust policy allows it"));
                return Answer.xml(200, XmlWriter.response(StsService.NAMESPACE, call.action(), result, requestId));
            }
        } catch (AwsError error) {
            log.accept(new Call("", action, role, false, error.text()));
            return Answer.xml(StsService.NAMESPACE, error, requestId);
        }
    }

    /** The call with its body, which is not read if the caller is unknown. */
    private HttpCall read(HttpExchange exchange, Signature signature) {
        String who = signature.accessKeyId();
        try {
            synchronized (cloud) {
                who = cloud.identify(signature).arn();
            }
            return HttpCall.signed(exchange);
        } catch (AwsError error) {
            log.accept(new Call(who, signature.service(), "", false, error.text()));
            throw error;
        }
    }

    private Answer query(
            String namespace,
            Signature signature,
            HttpExchange exchange,
            String requestId,
            Service<QueryParameters> service) {
        try {
            QueryParameters call =
                    QueryParameters.parse(read(exchange, signature).text());
            String result = serve(service, call, signature, 400, "Throttling");
            return Answer.xml(200, XmlWriter.response(namespace, call.action(), result, requestId));
        } catch (AwsError error) {
            return Answer.xml(namespace, error, requestId);
        }
    }

    /** Identifies the caller, and lets the service decide and answer. */
    private <C> String serve(
            Service<C> service, C call, Signature signature, int throttledStatus, String throttledCode) {
        String action = service.action(call);
        String who = signature.accessKeyId();
        synchronized (cloud) {
            try {
                Identity caller = cloud.identify(signature);
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

    private Answer sqs(Signature signature, HttpExchange exchange) {
        if (sqs == null) {
            throw new AwsError(400, "UnknownService", "This emulator was started without an SQS endpoint.");
        }
        HttpCall call = read(exchange, signature);
        SqsGate.Wish wish = SqsGate.wish(call.header("X-Amz-Target"), call.text());
        String action = wish.action();
        String who = signature.accessKeyId();
        String queue = "";
        try {
            String reason;
            synchronized (cloud) {
                Identity caller = cloud.identify(signature);
                who = caller.arn();
                queue = sqs.queueArn(wish, signature.region(), caller);
                reason = sqs.authorize(wish, queue, caller);
            }
            // Outside the lock, because a queue may keep a receiver waiting.
            Answer answer = sqs.pass(wish, queue);
            boolean succeeded = answer.status() < 400;
            log.accept(new Call(who, action, queue, succeeded, succeeded ? reason : answer.body()));
            return answer;
        } catch (AwsError error) {
            log.accept(new Call(who, action, queue, false, error.text()));
            throw error;
        }
    }

    private Answer gate(Signature signature, HttpExchange exchange, String requestId) {
        Gate gate = gates.get(signature.service());
        if (gate == null) {
            throw new AwsError(400, "UnknownService", "The emulator does not know " + signature.service() + ".");
        }
        try {
            HttpCall call = read(exchange, signature);
            synchronized (cloud) {
                return pass(gate, call, signature);
            }
        } catch (AwsError error) {
            return refusal(gate.named(error), Wire.of(exchange.getRequestHeaders()), requestId);
        }
    }

    private static Answer refusal(AwsError error, Wire wire, String requestId) {
        return wire == Wire.XML ? Answer.xml(CloudWatchGate.NAMESPACE, error, requestId) : wire.refusal(error);
    }

    private Answer pass(Gate gate, HttpCall call, Signature signature) {
        Identity caller = cloud.identify(signature);
        Gate.Wish wish = gate.wish(call, signature, caller);
        try {
            String reason = "";
            for (Gate.Need need : wish.needs()) {
                PolicyDocument policy = cloud.policyOf(need.resource());
                reason = Authority.require(caller, need.action(), need.resource(), need.keys(), policy);
            }
            Answer answer = wish.answer().get();
            log.accept(new Call(caller.arn(), wish.action(), wish.resource(), true, reason));
            return answer;
        } catch (AwsError error) {
            log.accept(new Call(caller.arn(), wish.action(), wish.resource(), false, error.text()));
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
}
