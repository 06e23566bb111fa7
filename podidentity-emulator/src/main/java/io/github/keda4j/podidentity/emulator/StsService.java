package io.github.keda4j.podidentity.emulator;

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
import io.github.keda4j.podidentity.policy.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** STS: the identity of callers, and the credentials of roles. */
final class StsService implements Service<QueryParameters> {

    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final int MAX_SESSION_POLICIES = 10;
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

    /** Every caller may ask for its own identity; policies decide about everything else. */
    @Override
    public String authorize(QueryParameters call, Identity caller) {
        if (!call.action().equals("AssumeRole")) {
            return "";
        }
        List<Decision> decisions = decide(call, caller).decisions();
        return decisions.get(0).reason();
    }

    /** The content of the answer's {@code Result} element. */
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

    /** This call is not signed: the token identifies the caller, and only the role's trust policy decides. */
    String assumeRoleWithWebIdentity(QueryParameters call) {
        String token = call.required("WebIdentityToken");
        PodTokens.WebIdentity identity = cloud.tokens.verifyWebIdentity(token);
        String roleArn = roleArn(call);
        StoredRole role = cloud.roleByArn(roleArn);
        String sessionName = call.required("RoleSessionName", Constraint.SESSION_NAME);
        PolicyDocument policy = role == null ? null : sessionPolicy(call, cloud.accountOf(role.accountId));
        if (role == null) {
            throw notAuthorized("there is no role " + roleArn);
        }
        String providerArn = cloud.oidcProvider(role.accountId, identity.issuer());
        RoleAssumption assumption = RoleAssumption.byWebIdentity(
                providerArn,
                identity.namespace(),
                identity.serviceAccount(),
                cloud.evaluated(role),
                sessionName,
                RequestContext.empty()
                        .with("aws:CurrentTime", cloud.clock.instant().toString()));
        assumption.denial().ifPresent(denial -> {
            throw notAuthorized(denial.reason());
        });
        RoleSession session = assumption.session().orElseThrow().withPolicy(policy);
        return answer(cloud.newSession(session, role, lifetime(call, role)))
                .element("SubjectFromWebIdentityToken", subject(identity))
                .element("Audience", "sts.amazonaws.com")
                .element("Provider", providerArn)
                .toString();
    }

    static String subject(PodTokens.WebIdentity identity) {
        return "system:serviceaccount:" + identity.namespace() + ":" + identity.serviceAccount();
    }

    private static AwsError notAuthorized(String reason) {
        return new AwsError(
                403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity (" + reason + ")");
    }

    private String assumeRole(QueryParameters call, Identity caller) {
        StoredRole role = role(call, caller);
        Duration lifetime = lifetime(call, caller, role);
        RoleSession session = decide(call, caller).session();
        Identity identity = cloud.newSession(session, role, lifetime);
        return answer(identity).toString();
    }

    private static XmlWriter answer(Identity identity) {
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
                .close("AssumedRoleUser");
    }

    private static String roleArn(QueryParameters call) {
        String roleArn = call.required("RoleArn", Constraint.ARN);
        if (!ROLE_ARN.matcher(roleArn).matches()) {
            throw invalid(roleArn + " is invalid");
        }
        return roleArn;
    }

    private StoredRole role(QueryParameters call, Identity caller) {
        String roleArn = roleArn(call);
        StoredRole role = cloud.roleByArn(roleArn);
        if (role == null) {
            throw Authority.denied(caller.arn(), "sts:AssumeRole", roleArn, "there is no such role");
        }
        return role;
    }

    private static Duration lifetime(QueryParameters call, Identity caller, StoredRole role) {
        Duration lifetime = lifetime(call, role);
        if (caller.session() != null && lifetime.toSeconds() > CHAINED_SECONDS) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        return lifetime;
    }

    private static Duration lifetime(QueryParameters call, StoredRole role) {
        int seconds = call.number("DurationSeconds", CHAINED_SECONDS);
        if (seconds < 900 || seconds > 43200) {
            throw Constraint.refusal(
                    String.valueOf(seconds),
                    "durationSeconds",
                    "Member must have value "
                            + (seconds < 900 ? "greater than or equal to 900" : "less than or equal to 43200"));
        }
        if (seconds > role.maxSessionDuration) {
            throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return Duration.ofSeconds(seconds);
    }

    /** The result of an allowed call to assume a role. */
    private record Assumed(List<Decision> decisions, RoleSession session) {}

    private Assumed decide(QueryParameters call, Identity caller) {
        RolePolicies role = cloud.evaluated(role(call, caller));
        RoleAssumption.Request request =
                request(call, caller.session(), cloud.accountOf(role.arn().account()));
        RoleSession session = caller.session();
        if (session == null) {
            return decideForAdministrator(caller, role, request);
        }
        RoleAssumption assumption = RoleAssumption.bySession(session, role, request, caller.setting());
        assumption.denial().ifPresent(denial -> {
            throw Authority.denied(denial);
        });
        return new Assumed(assumption.decisions(), assumption.session().orElseThrow());
    }

    /** The administrator may do everything, but every role's trust policy still decides. */
    private Assumed decideForAdministrator(Identity caller, RolePolicies role, RoleAssumption.Request request) {
        Map<String, String> tags = request.tags().tags();
        RequestContext context = caller.setting()
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
        List<Decision> decisions = new ArrayList<>();
        if (request.sourceIdentity() != null) {
            RequestContext named = context.with("sts:SourceIdentity", request.sourceIdentity());
            withSession = withSession.with("sts:SourceIdentity", request.sourceIdentity());
            decisions.add(decide(caller, "sts:SetSourceIdentity", role, named));
        }
        if (!tags.isEmpty()) {
            decisions.add(0, decide(caller, "sts:TagSession", role, context));
        }
        decisions.add(0, decide(caller, "sts:AssumeRole", role, withSession));
        decisions.stream().filter(decision -> !decision.isAllowed()).findFirst().ifPresent(denial -> {
            throw Authority.denied(denial);
        });
        return new Assumed(
                decisions,
                new RoleSession(
                        role,
                        request.sessionName(),
                        request.tags(),
                        request.sessionPolicy(),
                        null,
                        request.sourceIdentity()));
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

    private RoleAssumption.Request request(QueryParameters call, @Nullable RoleSession caller, Account account) {
        refuseMfa(call);
        Map<String, String> tags = TagRules.of(call, "InvalidParameterValue");
        if (caller != null
                && tags.keySet().stream().anyMatch(caller.sessionTags().transitive()::containsKey)) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key"
                            + " from the calling session.");
        }
        String sourceIdentity = call.get("SourceIdentity", Constraint.SOURCE_IDENTITY);
        String kept = caller == null ? null : caller.sourceIdentity();
        if (caller != null && sourceIdentity != null && kept != null && !kept.equals(sourceIdentity)) {
            throw Authority.denied(
                    caller.caller().principal(),
                    "sts:SetSourceIdentity",
                    call.get("RoleArn", ""),
                    "the calling session passes on the source identity " + kept + ", which cannot be changed");
        }
        return new RoleAssumption.Request(
                call.required("RoleSessionName", Constraint.SESSION_NAME),
                call.get("ExternalId", Constraint.EXTERNAL_ID),
                new SessionTags(tags, TagRules.transitive(call, tags)),
                sessionPolicy(call, account),
                sourceIdentity);
    }

    /** Nobody has an MFA device here, so no MFA code is valid, and no session was made with MFA. */
    private static void refuseMfa(QueryParameters call) {
        boolean serial = call.get("SerialNumber") != null;
        if (serial != (call.get("TokenCode") != null)) {
            throw mfa("must provide both MFA serial number and one time pass code.");
        }
        if (serial) {
            throw mfa("invalid MFA one time pass code.");
        }
    }

    private static AwsError mfa(String reason) {
        return new AwsError(403, "AccessDenied", "MultiFactorAuthentication failed, " + reason);
    }

    /**
     * The session's maximum permissions: everything that at least one of its session policies allows; null if it has
     * none.
     */
    private static @Nullable PolicyDocument sessionPolicy(QueryParameters call, Account account) {
        List<String> arns = call.list("PolicyArns", ".arn");
        if (arns.size() > MAX_SESSION_POLICIES) {
            throw Constraint.refusal(
                    arns.size() + " policies",
                    "policyArns",
                    "Member must have length less than or equal to " + MAX_SESSION_POLICIES);
        }
        List<PolicyDocument> policies = new ArrayList<>();
        String inline = call.get("Policy");
        if (inline != null) {
            IamPolicies.check(inline, PolicyType.SESSION);
            policies.add(PolicyDocument.parse(inline));
        }
        for (String arn : arns) {
            Constraint.ARN.require(arn, "policyArns");
            policies.add(managed(arn, account));
        }
        return policies.isEmpty() ? null : SessionPolicies.together(policies);
    }

    /** Of AWS's own managed policies only the ARN is known, so they grant nothing. */
    private static PolicyDocument managed(String arn, Account account) {
        if (IamPolicies.isOfAws(arn)) {
            return PolicyDocument.of();
        }
        StoredPolicy policy = account.policies.get(arn);
        if (policy == null) {
            throw invalid("The session policy " + arn + " does not exist in account " + account.id + ".");
        }
        return PolicyDocument.parse(policy.document());
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "ValidationError", message);
    }
}
