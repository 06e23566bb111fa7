package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.RoleSession.WebIdentity;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.internal.reference.ServiceActions.Action;
import io.github.keda4j.podidentity.policy.Arn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS documents about the condition keys of each call on the way from a pod to a resource: whether a key is known
 * with its value, known to be absent, or known only when the call happens.
 *
 * <p>Sources: IAM User Guide, "AWS global condition context keys" (the availability of each key), "Principal key
 * values" and "IAM and AWS STS condition context keys"; AWS Service Authorization Reference, "AWS Security Token
 * Service"; Amazon EKS User Guide, "Grant Pods access to AWS resources based on tags". The table is in
 * docs/decisions/0037.
 */
final class DocumentedKeys {

    static final String PODS = "pods.eks.amazonaws.com";

    /** Keys of sessions that do not come from EKS or STS: EC2, Lambda, Glue, CodeBuild, a sign-in, a SAML provider. */
    private static final List<String> OF_OTHER_SESSIONS = List.of(
            "aws:AssumedRoot",
            "aws:ChatbotSourceArn",
            "aws:Ec2InstanceSourcePrivateIPv4",
            "aws:Ec2InstanceSourceVpc",
            "aws:MultiFactorAuthAge",
            "aws:SignInSessionArn",
            "aws:SourceIdentity",
            "codebuild:*",
            "ec2:RoleDelivery",
            "ec2:SourceInstanceArn",
            "glue:CredentialIssuingService",
            "glue:RoleAssumedBy",
            "identitystore:UserId",
            "lambda:SourceFunctionArn",
            "saml:*",
            "ssm:SourceInstanceArn");

    /** Keys of calls that a service makes on a caller's behalf, or that are made through a presigned URL. */
    private static final List<String> OF_OTHER_CALLS = List.of(
            "aws:CalledVia",
            "aws:CalledViaAWSMCP",
            "aws:CalledViaFirst",
            "aws:CalledViaLast",
            "aws:IsMcpServiceAction",
            "aws:Referer",
            "aws:ViaAWSMCPService");

    private static final List<String> OF_SERVICES = List.of(
            "aws:PrincipalServiceName",
            "aws:PrincipalServiceNamesList",
            "aws:SourceAccount",
            "aws:SourceArn",
            "aws:SourceOrgID",
            "aws:SourceOrgPaths");

    private static final List<String> ALWAYS_THERE =
            List.of("aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion", "aws:UserAgent");

    /**
     * What is known about the keys of every call: some are always present, and those that only other calls carry are
     * absent.
     */
    private static final RequestContext CALL = call();

    private static final RequestContext ANY_KEY = RequestContext.empty().withUnknown("*");
    private static final RequestContext NO_TAGS =
            RequestContext.empty().without("aws:RequestTag/*").without("aws:TagKeys");

    /** The keys of each service that calls were made to, all unknown. */
    private static final Map<ServiceActions, RequestContext> OF_SERVICE = new ConcurrentHashMap<>();

    private static final RequestContext BY_SESSION = bySession();
    private static final RequestContext BY_EKS = byEks();
    private static final RequestContext BY_TOKEN = byToken();
    private static final RequestContext KNOWN_BY_SESSION = BY_SESSION.knownOnly();
    private static final RequestContext KNOWN_BY_EKS = BY_EKS.knownOnly();
    private static final RequestContext KNOWN_BY_TOKEN = BY_TOKEN.knownOnly();

    private DocumentedKeys() {}

    private static RequestContext call() {
        RequestContext.Builder keys = RequestContext.empty().toBuilder();
        keys.withUnknown("aws:*");
        ALWAYS_THERE.forEach(keys::withAnyValue);
        OF_OTHER_CALLS.forEach(keys::without);
        return keys.with("aws:ViaAWSService", "false").build();
    }

    /** A role session calls through an AWS SDK, which uses TLS unless it is configured with another endpoint. */
    private static RequestContext bySession() {
        RequestContext.Builder keys = CALL.toBuilder();
        OF_OTHER_SESSIONS.forEach(keys::without);
        OF_SERVICES.forEach(keys::without);
        return keys.withAnyValue("aws:TokenIssueTime")
                .withOptional("aws:MultiFactorAuthPresent", List.of("false"), false)
                .without("aws:FederatedProvider")
                .without("aws:username")
                .with("aws:PrincipalIsAWSService", "false")
                .with("aws:PrincipalType", "AssumedRole")
                .with("aws:SecureTransport", "true")
                .build();
    }

    /**
     * EKS calls STS as a service. AWS documents the keys of a principal only for users and roles; for a service, no
     * value in a policy can match them.
     */
    private static RequestContext byEks() {
        RequestContext.Builder keys = CALL.toBuilder();
        OF_OTHER_SESSIONS.forEach(keys::without);
        return keys.with("aws:PrincipalIsAWSService", "true")
                .with("aws:PrincipalServiceName", PODS)
                .withAnyValue("aws:PrincipalServiceNamesList")
                .withAnyValue("aws:SecureTransport")
                .withOptional("aws:PrincipalArn", List.of(PODS), false)
                .withOptional("aws:PrincipalAccount", List.of(PODS), false)
                .without("aws:FederatedProvider")
                .without("aws:MultiFactorAuthPresent")
                .without("aws:PrincipalOrgID")
                .without("aws:PrincipalOrgPaths")
                .without("aws:PrincipalTag/*")
                .without("aws:TokenIssueTime")
                .without("aws:username")
                .without("aws:RequestTag/*")
                .without("sts:ExternalId")
                .without("sts:SourceIdentity")
                .withUnknown("sts:*")
                .build();
    }

    /** A pod calls STS with its token and no AWS credentials. STS has no endpoint without TLS. */
    private static RequestContext byToken() {
        RequestContext.Builder keys = CALL.toBuilder();
        OF_OTHER_SESSIONS.forEach(keys::without);
        OF_SERVICES.forEach(keys::without);
        return keys.withOptional("aws:PrincipalIsAWSService", List.of("false"), false)
                .withOptional("aws:PrincipalAccount", List.of("anonymous"), false)
                .without("aws:MultiFactorAuthPresent")
                .without("aws:PrincipalArn")
                .without("aws:PrincipalOrgID")
                .without("aws:PrincipalOrgPaths")
                .without("aws:PrincipalTag/*")
                .without("aws:TokenIssueTime")
                .without("aws:username")
                .without("aws:RequestTag/*")
                .without("aws:TagKeys")
                .without("sts:ExternalId")
                .without("sts:SourceIdentity")
                .without("sts:TransitiveTagKeys")
                .withUnknown("sts:*")
                .with("aws:SecureTransport", "true")
                .build();
    }

    /**
     * The keys of {@code sts:AssumeRole} and {@code sts:TagSession} if EKS calls them.
     *
     * @param open whether to include the keys that are known only when the call happens, as unknown keys
     */
    static RequestContext.Builder ofEks(PodIdentity pod, RolePolicies role, boolean open) {
        RequestContext.Builder keys = (open ? BY_EKS : KNOWN_BY_EKS).toBuilder();
        withRole(keys, role, open);
        return keys.with("aws:SourceAccount", pod.accountId());
    }

    /** The keys of {@code sts:AssumeRoleWithWebIdentity}. */
    static RequestContext.Builder ofToken(WebIdentity identity, RolePolicies role, boolean open) {
        RequestContext.Builder keys = (open ? BY_TOKEN : KNOWN_BY_TOKEN).toBuilder();
        withRole(keys, role, open);
        return withToken(keys, identity);
    }

    /** The keys of {@code sts:AssumeRole} and {@code sts:TagSession} if a role session calls them. */
    static RequestContext.Builder ofAssumption(RoleSession caller, RolePolicies role, boolean open) {
        RequestContext.Builder keys = caller.keys(open).toBuilder();
        if (open) {
            keys.without("aws:RequestTag/*").without("sts:SourceIdentity").withUnknown("sts:*");
        }
        return withRole(keys, role, open);
    }

    /**
     * The keys of a role session's call to a service; the account is null if the owner of the resource is unknown.
     */
    static RequestContext.Builder ofCall(
            RoleSession caller, String action, String resource, @Nullable String resourceAccount, boolean open) {
        String service = action.substring(0, Math.max(0, action.indexOf(':')));
        RequestContext.Builder keys = caller.keys(open).toBuilder();
        if (open) {
            addKeysOfService(keys, service, action);
            // Only a call that a service makes on somebody's behalf carries this key (AWS KMS Developer Guide,
            // "kms:ViaService").
            keys.without("kms:ViaService");
        }
        if (service.equals("kms") && resource.contains(":key/")) {
            keys.with("kms:CallerAccount", caller.role().arn().account());
        }
        String region = ArnParts.part(resource, ArnParts.REGION);
        if (service.equals("iam")) {
            globalRegion(caller).ifPresent(global -> keys.with("aws:RequestedRegion", global));
        } else if (!region.isEmpty() && !Globs.isPattern(region)) {
            keys.with("aws:RequestedRegion", region);
        }
        if (resourceAccount != null) {
            keys.with("aws:ResourceAccount", resourceAccount);
        } else if (open) {
            keys.withAnyValue("aws:ResourceAccount");
        }
        return keys;
    }

    /** The service's own keys; a call to a service without reference data may carry any key. */
    private static void addKeysOfService(RequestContext.Builder keys, String service, String action) {
        ServiceActions reference = ServiceActions.of(service).orElse(null);
        if (reference == null) {
            keys.withMentioned(ANY_KEY);
            return;
        }
        keys.withMentioned(OF_SERVICE.computeIfAbsent(reference, DocumentedKeys::ofService));
        Action known =
                reference.named(action.substring(action.indexOf(':') + 1)).orElse(null);
        if (known != null && !known.takesTags()) {
            keys.withMentioned(NO_TAGS);
        }
    }

    private static RequestContext ofService(ServiceActions reference) {
        RequestContext.Builder keys = RequestContext.empty().toBuilder();
        reference.keys().forEach(keys::withUnknown);
        return keys.build();
    }

    /** The keys of a call that a service makes to KMS with the caller's permissions. */
    static RequestContext throughService(RoleSession caller, String service, String region) {
        Arn role = caller.role().arn();
        return RequestContext.empty().toBuilder()
                .with("aws:ViaAWSService", "true")
                .with(
                        "kms:ViaService",
                        service + "." + region + "." + role.partition().dnsSuffix())
                .with("kms:CallerAccount", role.account())
                .withUnknown("aws:CalledVia")
                .withUnknown("aws:CalledViaFirst")
                .withUnknown("aws:CalledViaLast")
                .withAnyValue("aws:SecureTransport")
                .build();
    }

    /** The keys of every call of the session, which keeps them: {@link RoleSession#keys}. */
    static RequestContext ofSession(RoleSession caller, boolean open) {
        RequestContext.Builder keys = (open ? BY_SESSION : KNOWN_BY_SESSION).toBuilder();
        RolePolicies role = caller.role();
        keys.with("aws:PrincipalArn", role.arn().toString())
                .with("aws:PrincipalAccount", role.arn().account());
        Map<String, String> roleTags = role.tags();
        if (open) {
            keys.withLike("aws:userid", "*:" + caller.sessionName());
            if (roleTags == null) {
                keys.withUnknown("aws:PrincipalTag/*");
            } else {
                keys.without("aws:PrincipalTag/*");
            }
        }
        if (roleTags != null) {
            keys.withTags("aws:PrincipalTag", roleTags);
        }
        keys.withTags("aws:PrincipalTag", caller.sessionTags().tags());
        String source = caller.sourceIdentity();
        if (source != null) {
            keys.with("aws:SourceIdentity", source);
        }
        WebIdentity identity = caller.webIdentity();
        if (identity != null && !identity.inherited()) {
            withToken(keys, identity);
        } else if (identity != null && open) {
            // AWS does not document whether the next session still carries the keys of the token.
            keys.withUnknown("aws:FederatedProvider").withUnknown(identity.issuer() + ":*");
        }
        return keys.build();
    }

    /** The keys that sessions of the role may carry, however they were made. */
    static RequestContext ofUnknownOrigin(RolePolicies role) {
        RequestContext.Builder keys = RequestContext.empty().toBuilder();
        OF_OTHER_SESSIONS.forEach(keys::withUnknown);
        keys.withUnknown("aws:FederatedProvider")
                .withUnknown("aws:MultiFactorAuthPresent")
                .withUnknown("aws:PrincipalTag/*");
        Map<String, String> tags = role.tags();
        if (tags != null) {
            tags.keySet().forEach(tag -> keys.withUnknown("aws:PrincipalTag/" + tag));
        }
        return keys.build();
    }

    private static RequestContext.Builder withToken(RequestContext.Builder keys, WebIdentity identity) {
        return keys.with("aws:FederatedProvider", identity.providerArn())
                .with(identity.issuer() + ":sub", identity.subject())
                .with(identity.issuer() + ":aud", identity.audience());
    }

    private static RequestContext.Builder withRole(RequestContext.Builder keys, RolePolicies role, boolean open) {
        keys.with("aws:ResourceAccount", role.arn().account());
        for (String prefix : List.of("aws:ResourceTag", "iam:ResourceTag")) {
            Map<String, String> tags = role.tags();
            if (tags != null) {
                keys.withTags(prefix, tags);
            }
            if (open && tags == null) {
                keys.withUnknown(prefix + "/*");
            } else if (open) {
                keys.without(prefix + "/*");
            }
        }
        return keys;
    }

    /** The region of the single endpoint of a partition's global services, as far as it is documented. */
    private static Optional<String> globalRegion(RoleSession caller) {
        return switch (caller.role().arn().partition()) {
            case AWS -> Optional.of("us-east-1");
            case AWS_CN -> Optional.of("cn-north-1");
            case AWS_US_GOV -> Optional.of("us-gov-west-1");
            case AWS_ISO, AWS_ISO_B, AWS_ISO_E, AWS_ISO_F, AWS_EUSC -> Optional.empty();
        };
    }
}
