package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.emulator.AccountState.StoredRole;
import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.Caller;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.IamRole;
import io.github.keda4j.podidentity.evaluation.PolicyEvaluator;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicySyntaxException;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** STS: who calls, and the credentials of roles. */
final class StsService {

    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int CHAINED_SECONDS = 3600;
    private static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());

    private final AccountState state;

    StsService(AccountState state) {
        this.state = state;
    }

    /** The inside of the answer's {@code Result} element. */
    String answer(QueryParameters call, Identity caller) {
        return switch (call.action()) {
            case "GetCallerIdentity" ->
                new XmlWriter()
                        .element("Arn", caller.arn())
                        .element("UserId", caller.keys().accessKeyId())
                        .element("Account", state.accountId)
                        .toString();
            case "AssumeRole" -> assumeRole(call, caller);
            default ->
                throw new AwsError(400, "InvalidAction", "The emulator does not know sts:" + call.action() + ".");
        };
    }

    private String assumeRole(QueryParameters call, Identity caller) {
        String roleArn = call.required("RoleArn");
        StoredRole stored = state.roleByArn(roleArn);
        if (stored == null) {
            throw denied(caller.arn(), "sts:AssumeRole", roleArn, "there is no such role");
        }
        int seconds = call.number("DurationSeconds", CHAINED_SECONDS);
        if (caller.session() != null && seconds > CHAINED_SECONDS) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (seconds > stored.maxSessionDuration || seconds < 900) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        RoleSession session = assume(caller, AccountState.evaluated(stored), request(call));
        Identity identity = state.newSession(session, caller.session() != null);
        return new XmlWriter()
                .open("Credentials")
                .element("AccessKeyId", identity.keys().accessKeyId())
                .element("SecretAccessKey", identity.keys().secretAccessKey())
                .element("SessionToken", identity.keys().sessionToken())
                .element(
                        "Expiration", state.clock.instant().plusSeconds(seconds).toString())
                .close("Credentials")
                .open("AssumedRoleUser")
                .element("Arn", identity.arn())
                .element("AssumedRoleId", stored.id + ":" + session.sessionName())
                .close("AssumedRoleUser")
                .toString();
    }

    private static RoleAssumption.Request request(QueryParameters call) {
        String sessionName = call.required("RoleSessionName");
        if (!SESSION_NAME.matcher(sessionName).matches()) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value '" + sessionName
                            + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression"
                            + " pattern: [\\w+=,.@-]*");
        }
        Map<String, String> tags = call.tags("Tags");
        Map<String, String> transitive = new HashMap<>(tags);
        transitive.keySet().retainAll(call.list("TransitiveTagKeys"));
        return new RoleAssumption.Request(
                sessionName,
                call.get("ExternalId"),
                new SessionTags(tags, transitive),
                sessionPolicy(call.get("Policy")));
    }

    private static @Nullable PolicyDocument sessionPolicy(@Nullable String json) {
        try {
            return json == null ? null : PolicyDocument.parse(json);
        } catch (PolicySyntaxException malformed) {
            throw new AwsError(400, "MalformedPolicyDocument", String.valueOf(malformed.getMessage()));
        }
    }

    private RoleSession assume(Identity caller, IamRole role, RoleAssumption.Request request) {
        RoleSession session = caller.session();
        if (session == null) {
            return assumeAsAdministrator(caller, role, request);
        }
        RoleAssumption assumption = RoleAssumption.bySession(session, role, request);
        assumption.denial().ifPresent(denial -> {
            throw denied(denial);
        });
        return assumption.session().orElseThrow();
    }

    /** The administrator may do everything, and still every role decides for itself whom it trusts. */
    private RoleSession assumeAsAdministrator(Identity caller, IamRole role, RoleAssumption.Request request) {
        RequestContext context = RequestContext.empty()
                .with("aws:PrincipalArn", caller.arn())
                .with("aws:PrincipalAccount", state.accountId)
                .with("sts:RoleSessionName", request.sessionName());
        if (request.externalId() != null) {
            context = context.with("sts:ExternalId", request.externalId());
        }
        AuthorizationPolicies policies = AuthorizationPolicies.builder()
                .identity(List.of(EVERYTHING))
                .resource(role.trustPolicy())
                .build();
        Decision decision = PolicyEvaluator.evaluate(
                AuthorizationRequest.of(
                        Caller.parse(caller.arn()), "sts:AssumeRole", role.arn().toString(), context),
                policies);
        if (!decision.isAllowed()) {
            throw denied(decision);
        }
        return new RoleSession(role, request.sessionName(), request.tags(), request.sessionPolicy());
    }

    private static AwsError denied(Decision denial) {
        return denied(
                denial.request().caller().principal(),
                denial.request().action(),
                denial.request().resource(),
                denial.reason());
    }

    /** AWS's own words, and behind them what AWS does not tell. */
    static AwsError denied(String caller, String action, String resource, String reason) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + resource + " ("
                        + reason + ")");
    }
}
