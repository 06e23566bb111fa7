package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.Caller;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PolicyEvaluator;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** STS: who calls, and the credentials of roles. */
final class StsService implements Service<QueryParameters> {

    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final int CHAINED_SECONDS = 3600;
    private static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());

    private final Cloud cloud;

    StsService(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String action(QueryParameters call) {
        return "sts:" + call.action();
    }

    @Override
    public String target(QueryParameters call) {
        return call.get("RoleArn", "");
    }

    @Override
    public boolean writes(QueryParameters call) {
        return false;
    }

    /** Everybody may ask who they are; everything else of an assumption decides on. */
    @Override
    public String authorize(QueryParameters call, Identity caller) {
        if (!call.action().equals("AssumeRole")) {
            return "";
        }
        List<Decision> decisions = decide(call, caller).decisions();
        return decisions.get(0).reason();
    }

    /** The inside of the answer's {@code Result} element. */
    @Override
    public String answer(QueryParameters call, Identity caller) {
        return switch (call.action()) {
            case "GetCallerIdentity" ->
                new XmlWriter()
                        .element("Arn", caller.arn())
                        .element("UserId", caller.userId())
                        .element("Account", caller.accountId())
                        .toString();
            case "AssumeRole" -> assumeRole(call, caller);
            default -> throw unknown(call);
        };
    }

    static AwsError unknown(QueryParameters call) {
        return new AwsError(400, "InvalidAction", "The emulator does not know sts:" + call.action() + ".");
    }

    private String assumeRole(QueryParameters call, Identity caller) {
        StoredRole role = role(call, caller);
        Duration lifetime = lifetime(call, caller, role);
        RoleSession session = decide(call, caller).session();
        Identity identity = cloud.newSession(session, role, lifetime);
        return new XmlWriter()
                .open("Credentials")
                .element("AccessKeyId", identity.keys().accessKeyId())
                .element("SecretAccessKey", identity.keys().secretAccessKey())
                .element("SessionToken", identity.keys().sessionToken())
                .element("Expiration", identity.expiration().toString())
                .close("Credentials")
                .open("AssumedRoleUser")
                .element("Arn", identity.arn())
                .element("AssumedRoleId", identity.userId())
                .close("AssumedRoleUser")
                .toString();
    }

    private StoredRole role(QueryParameters call, Identity caller) {
        String roleArn = call.required("RoleArn");
        StoredRole role = cloud.roleByArn(roleArn);
        if (role == null) {
            throw Authority.denied(caller.arn(), "sts:AssumeRole", roleArn, "there is no such role");
        }
        return role;
    }

    private static Duration lifetime(QueryParameters call, Identity caller, StoredRole role) {
        int seconds = call.number("DurationSeconds", CHAINED_SECONDS);
        if (seconds < 900 || seconds > 43200) {
            throw invalid("1 validation error detected: Value '" + seconds + "' at 'durationSeconds' failed to satisfy"
                    + " constraint: Member must have value "
                    + (seconds < 900 ? "greater than or equal to 900" : "less than or equal to 43200"));
        }
        if (caller.session() != null && seconds > CHAINED_SECONDS) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (seconds > role.maxSessionDuration) {
            throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return Duration.ofSeconds(seconds);
    }

    /** What an allowed assumption comes to. */
    private record Assumed(List<Decision> decisions, RoleSession session) {}

    private Assumed decide(QueryParameters call, Identity caller) {
        RolePolicies role = cloud.evaluated(role(call, caller));
        RoleAssumption.Request request = request(call, caller.session());
        RoleSession session = caller.session();
        if (session == null) {
            return decideForAdministrator(caller, role, request);
        }
        RoleAssumption assumption = RoleAssumption.bySession(
                session, role, request, RequestContext.empty().with("aws:RequestedRegion", cloud.region));
        assumption.denial().ifPresent(denial -> {
            throw Authority.denied(denial);
        });
        return new Assumed(assumption.decisions(), assumption.session().orElseThrow());
    }

    /** The administrator may do everything, and still every role decides for itself whom it trusts. */
    private Assumed decideForAdministrator(Identity caller, RolePolicies role, RoleAssumption.Request request) {
        Map<String, String> tags = request.tags().tags();
        RequestContext context = RequestContext.empty()
                .with("aws:PrincipalArn", caller.arn())
                .with("aws:PrincipalAccount", caller.accountId())
                .with("aws:PrincipalType", "User")
                .with("aws:TagKeys", tags.keySet())
                .with("sts:TransitiveTagKeys", request.tags().transitive().keySet());
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            context = context.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        RequestContext withSession = context.with("sts:RoleSessionName", request.sessionName());
        if (request.externalId() != null) {
            withSession = withSession.with("sts:ExternalId", request.externalId());
        }
        Decision assume = decide(caller, "sts:AssumeRole", role, withSession);
        List<Decision> decisions =
                tags.isEmpty() ? List.of(assume) : List.of(assume, decide(caller, "sts:TagSession", role, context));
        decisions.stream().filter(decision -> !decision.isAllowed()).findFirst().ifPresent(denial -> {
            throw Authority.denied(denial);
        });
        return new Assumed(
                decisions, new RoleSession(role, request.sessionName(), request.tags(), request.sessionPolicy()));
    }

    private static Decision decide(Identity caller, String action, RolePolicies role, RequestContext context) {
        return PolicyEvaluator.evaluate(
                AuthorizationRequest.of(
                        Caller.parse(caller.arn()), action, role.arn().toString(), context),
                AuthorizationPolicies.builder()
                        .identity(EVERYTHING)
                        .resource(role.trustPolicy())
                        .build());
    }

    private static RoleAssumption.Request request(QueryParameters call, @Nullable RoleSession caller) {
        Map<String, String> tags = call.tags("Tags");
        if (caller != null
                && tags.keySet().stream().anyMatch(caller.sessionTags().transitive()::containsKey)) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key"
                            + " from the calling session.");
        }
        Map<String, String> transitive = new HashMap<>(tags);
        transitive.keySet().retainAll(call.list("TransitiveTagKeys"));
        String externalId = call.get("ExternalId");
        return new RoleAssumption.Request(
                matching(SESSION_NAME, call.required("RoleSessionName"), "roleSessionName"),
                externalId == null ? null : matching(EXTERNAL_ID, externalId, "externalId"),
                new SessionTags(tags, transitive),
                sessionPolicy(call.get("Policy")));
    }

    private static String matching(Pattern form, String value, String field) {
        if (!form.matcher(value).matches()) {
            throw invalid("1 validation error detected: Value '" + value + "' at '" + field
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + form);
        }
        return value;
    }

    private static @Nullable PolicyDocument sessionPolicy(@Nullable String json) {
        if (json == null) {
            return null;
        }
        PolicyValidator.forType(PolicyType.SESSION).validate(json).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .map(Finding::message)
                .ifPresent(message -> {
                    throw IamPolicies.malformed(message);
                });
        return PolicyDocument.parse(json);
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "ValidationError", message);
    }
}
