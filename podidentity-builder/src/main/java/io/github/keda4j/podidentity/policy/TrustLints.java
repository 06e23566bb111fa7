package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks for trust policies that IAM accepts but that exclude or admit callers against the author's intention. */
final class TrustLints {

    private static final String PODS = "pods.eks.amazonaws.com";
    private static final Set<String> POD_TAGS = Set.of(
            "aws:requesttag/eks-cluster-arn",
            "aws:requesttag/eks-cluster-name",
            "aws:requesttag/kubernetes-namespace",
            "aws:requesttag/kubernetes-service-account",
            "aws:requesttag/kubernetes-pod-name",
            "aws:requesttag/kubernetes-pod-uid");
    /**
     * Keys of a caller who is a role or user: for a service they are absent, or have a value that no policy can name.
     */
    private static final Set<String> CALLER_KEYS = Set.of(
            "aws:federatedprovider",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principaltype",
            "aws:sourceidentity",
            "aws:tokenissuetime",
            "aws:userid",
            "aws:username",
            "aws:multifactorauthpresent",
            "aws:multifactorauthage",
            "sts:externalid",
            "sts:sourceidentity");

    /** Actions that give the role to somebody; the other actions of a trust policy only accompany them. */
    private static final List<String> ASSUME_ACTIONS =
            List.of("sts:assumerole", "sts:assumerolewithwebidentity", "sts:assumerolewithsaml");

    private static final Set<String> KEY_PREFIXES = Set.of("aws", "sts", "saml", "iam");

    private final PolicyDocument document;
    private final Optional<Boolean> sessionTags;
    private final Report report;

    TrustLints(PolicyDocument document, Optional<Boolean> sessionTags, Report report) {
        this.document = document;
        this.sessionTags = sessionTags;
        this.report = report;
    }

    void check(Statement statement, String pointer) {
        if (statement.effect() == Effect.DENY || statement.principal().isEmpty()) {
            return;
        }
        Principals principals = statement.principal().get();
        assumeRole(statement, principals, pointer);
        tagSession(statement, principals, pointer);
        externalId(statement, pointer);
        requestTags(statement, pointer);
        keys(statement, pointer);
        if (principals.ofType(Principal.SERVICE).contains(PODS)) {
            if (Lints.allows(statement, "sts:assumerole")) {
                podScope(statement, pointer);
            }
            podKeys(statement, pointer);
        }
        if (principals.entries().stream().anyMatch(Principal::isEveryone)
                && statement.conditions().isEmpty()) {
            report.warning(
                    "trust-everyone",
                    pointer + "/Principal",
                    "Everyone in every account may assume the role.",
                    "Name who may assume it, or add a condition such as aws:PrincipalOrgID.");
        }
        boolean account = principals.ofType(Principal.AWS).stream().anyMatch(TrustLints::isAccount);
        boolean narrowed = statement.conditions().stream()
                .anyMatch(condition -> condition.key().equalsIgnoreCase("aws:PrincipalArn"));
        if (account && !narrowed && Lints.allows(statement, "sts:assumerole")) {
            report.info(
                    "trust-account",
                    pointer + "/Principal",
                    "The account is trusted as a whole. Each caller also needs an identity policy that allows"
                            + " sts:AssumeRole on this role.",
                    "Name the role itself, or compare aws:PrincipalArn.");
        }
        federation(statement, principals, pointer);
    }

    private void assumeRole(Statement statement, Principals principals, String pointer) {
        if (statement.action().negated() || givesTheRole(statement)) {
            return;
        }
        List<Statement> others = document.statements().stream()
                .filter(other -> other.effect() == Effect.ALLOW && givesTheRole(other))
                .toList();
        boolean elsewhere = others.stream()
                .flatMap(other -> other.principal().stream())
                .anyMatch(names -> names.negated()
                        || names.entries().stream()
                                .anyMatch(one ->
                                        one.isEveryone() || principals.entries().contains(one)));
        if (!elsewhere) {
            report.warning(
                    "trust-without-assume-role",
                    pointer + "/Action",
                    others.isEmpty()
                            ? "sts:AssumeRole is missing, so nobody can assume the role."
                            : "sts:AssumeRole is missing, so none of these principals can assume the role.",
                    "Add sts:AssumeRole.");
        }
    }

    private static boolean givesTheRole(Statement statement) {
        return statement.action().negated()
                || ASSUME_ACTIONS.stream().anyMatch(action -> Lints.allows(statement, action));
    }

    private void tagSession(Statement statement, Principals principals, String pointer) {
        if (!Lints.allows(statement, "sts:assumerole") || sessionTags.equals(Optional.of(false))) {
            return;
        }
        boolean pods = principals.ofType(Principal.SERVICE).contains(PODS);
        boolean roles = principals.ofType(Principal.AWS).stream().anyMatch(value -> !value.equals("*"));
        if (!pods && !roles) {
            return;
        }
        boolean tagging = document.statements().stream()
                .anyMatch(other -> other.effect() == Effect.ALLOW
                        && Lints.allows(other, "sts:tagsession")
                        && other.principal()
                                .map(names -> names.entries().containsAll(principals.entries()))
                                .orElse(false));
        if (tagging) {
            return;
        }
        String hint = "Add sts:TagSession, in a separate statement if this statement requires an external id.";
        if (sessionTags.equals(Optional.of(true))) {
            report.error(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "The caller's session carries tags, and without sts:TagSession STS refuses the whole call.",
                    hint);
        } else if (pods) {
            report.warning(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "EKS Pod Identity tags its sessions, and without sts:TagSession STS refuses the whole call.",
                    hint + " Alternatively, turn session tags off in the association.");
        } else {
            report.info(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "STS refuses callers whose session carries transitive tags, such as sessions of EKS Pod Identity.",
                    hint);
        }
    }

    private void externalId(Statement statement, String pointer) {
        if (!Lints.allows(statement, "sts:tagsession") || sessionTags.equals(Optional.of(false))) {
            return;
        }
        boolean elsewhere = document.statements().stream()
                .anyMatch(other -> other.effect() == Effect.ALLOW
                        && Lints.allows(other, "sts:tagsession")
                        && other.conditions().stream()
                                .noneMatch(any -> any.key().equalsIgnoreCase("sts:ExternalId")));
        for (Condition condition : statement.conditions()) {
            if (!condition.key().equalsIgnoreCase("sts:ExternalId") || !needsKey(condition) || elsewhere) {
                continue;
            }
            String message =
                    "A call to sts:TagSession does not carry sts:ExternalId, so this statement never allows it and STS refuses"
                            + " a caller with session tags.";
            String hint = "Allow sts:TagSession in a separate statement, without the external id.";
            if (sessionTags.equals(Optional.of(true))) {
                report.error("external-id-on-tag-session", Lints.at(pointer, condition), message, hint);
            } else {
                report.warning("external-id-on-tag-session", Lints.at(pointer, condition), message, hint);
            }
        }
    }

    private void requestTags(Statement statement, String pointer) {
        if (!sessionTags.equals(Optional.of(false))) {
            return;
        }
        for (Condition condition : statement.conditions()) {
            if (POD_TAGS.contains(Ascii.toLowerCase(condition.key())) && needsKey(condition)) {
                report.error(
                        "request-tag-without-session-tags",
                        Lints.at(pointer, condition),
                        "Session tags are off, so EKS does not send " + condition.key()
                                + " and nobody can assume the role.",
                        "Remove the condition, or turn session tags on.");
            }
        }
    }

    private void podScope(Statement statement, String pointer) {
        boolean scoped = statement.conditions().stream().anyMatch(condition -> {
            String key = Ascii.toLowerCase(condition.key());
            return POD_TAGS.contains(key) || key.startsWith("aws:source");
        });
        boolean closed = statement.conditions().stream()
                .anyMatch(condition -> needsKey(condition) && isNeverSentByEks(Ascii.toLowerCase(condition.key())));
        if (!scoped && !closed) {
            report.warning(
                    "trust-pods-unscoped",
                    pointer,
                    "Any pod of any cluster in the account may be given this role.",
                    "Compare aws:RequestTag/eks-cluster-arn, kubernetes-namespace and kubernetes-service-account.");
        }
    }

    /** A condition that requires such a key lets nobody in. */
    private static boolean isNeverSentByEks(String key) {
        return isUnknownTag(key) || isOfCaller(key);
    }

    private static boolean isUnknownTag(String key) {
        return key.startsWith("aws:requesttag/") && !POD_TAGS.contains(key);
    }

    private static boolean isOfCaller(String key) {
        return CALLER_KEYS.contains(key) || key.startsWith("aws:principaltag/");
    }

    private void federation(Statement statement, Principals principals, String pointer) {
        List<String> providers = principals.ofType(Principal.FEDERATED);
        if (providers.isEmpty()) {
            return;
        }
        if (Lints.allows(statement, "sts:assumerole")
                && !Lints.allows(statement, "sts:assumerolewithwebidentity")
                && !Lints.allows(statement, "sts:assumerolewithsaml")) {
            report.warning(
                    "trust-federated-action",
                    pointer + "/Action",
                    "Users of an identity provider call sts:AssumeRoleWithWebIdentity or sts:AssumeRoleWithSAML, not"
                            + " sts:AssumeRole.",
                    null);
        }
        if (providers.contains("cognito-identity.amazonaws.com")
                && statement.conditions().isEmpty()) {
            report.refused(
                    "trust-cognito",
                    pointer,
                    "A statement for the Cognito provider must have a condition.",
                    "A condition block must be present for the Cognito provider",
                    "Compare cognito-identity.amazonaws.com:aud.");
        }
        if (Lints.allows(statement, "sts:assumerolewithwebidentity")) {
            token(statement, providers, pointer);
        }
    }

    /** Keys of a token begin with the issuer without its scheme; the provider's ARN ends with the same text. */
    private void token(Statement statement, List<String> providers, String pointer) {
        List<String> issuers = providers.stream()
                .filter(provider -> provider.contains(":oidc-provider/"))
                .map(provider -> provider.substring(provider.indexOf('/') + 1))
                .toList();
        if (issuers.isEmpty()) {
            return;
        }
        for (Condition condition : statement.conditions()) {
            String key = condition.key();
            String issuer = key.substring(0, Math.max(0, key.lastIndexOf(':')));
            String claim = key.substring(issuer.length());
            boolean token = claim.equalsIgnoreCase(":sub") || claim.equalsIgnoreCase(":aud");
            boolean known = issuers.stream().anyMatch(one -> Ascii.equalsIgnoreCase(one, issuer));
            if (token && issuer.indexOf('.') >= 0 && !known && needsKey(condition)) {
                report.warning(
                        "trust-oidc-issuer",
                        Lints.at(pointer, condition),
                        "The condition is about tokens of " + issuer + ", but the principal is the provider of "
                                + issuers.get(0) + ", so nobody can assume the role.",
                        "Compare " + issuers.get(0) + claim + ".");
            }
        }
        if (!compares(statement, ":sub")) {
            report.warning(
                    "trust-oidc-unscoped",
                    pointer,
                    "Every user of the provider may assume the role.",
                    "Compare the provider's :sub and :aud.");
        } else if (!compares(statement, ":aud")) {
            report.warning(
                    "trust-oidc-audience",
                    pointer,
                    "The statement accepts tokens for any audience that the provider is registered with.",
                    "Compare the provider's :aud, which is sts.amazonaws.com for service accounts.");
        }
    }

    private static boolean compares(Statement statement, String claim) {
        return statement.conditions().stream()
                .anyMatch(condition -> Ascii.toLowerCase(condition.key()).endsWith(claim));
    }

    /**
     * The keys of a call to STS: global ones, its own, SAML's and those whose prefix is the name of an identity
     * provider.
     */
    private void keys(Statement statement, String pointer) {
        for (Condition condition : statement.conditions()) {
            String key = Ascii.toLowerCase(condition.key());
            int colon = key.lastIndexOf(':');
            String prefix = colon < 0 ? "" : key.substring(0, key.indexOf(':'));
            boolean provider = prefix.indexOf('.') >= 0;
            if (colon > 0 && !provider && !KEY_PREFIXES.contains(prefix) && needsKey(condition)) {
                report.warning(
                        "trust-key-absent",
                        Lints.at(pointer, condition),
                        "A call to STS does not carry " + condition.key() + ", so nobody can assume the role.",
                        "Compare aws:, sts: or saml: keys, or those of the identity provider.");
            }
        }
    }

    private void podKeys(Statement statement, String pointer) {
        for (Condition condition : statement.conditions()) {
            String key = Ascii.toLowerCase(condition.key());
            if (!needsKey(condition)) {
                continue;
            }
            if (isUnknownTag(key)) {
                report.warning(
                        "pod-tag-unknown",
                        Lints.at(pointer, condition),
                        "EKS does not send the tag " + condition.key().substring("aws:RequestTag/".length())
                                + ", so nobody can assume the role.",
                        "Use one of the tags eks-cluster-arn, eks-cluster-name, kubernetes-namespace,"
                                + " kubernetes-service-account, kubernetes-pod-name and kubernetes-pod-uid.");
            }
            if (isOfCaller(key)) {
                report.warning(
                        "pod-key-absent",
                        Lints.at(pointer, condition),
                        "EKS calls as a service, so " + condition.key()
                                + " never matches and nobody can assume the role.",
                        "Compare aws:RequestTag/..., aws:SourceAccount or aws:SourceOrgID.");
            }
        }
    }

    /** Whether the condition fails if the request does not carry the key. */
    private static boolean needsKey(Condition condition) {
        ConditionOperator operator = condition.operator();
        boolean negated = operator.base().map(ConditionOperator.Base::isNegated).orElse(false);
        boolean presence = operator.base().equals(Optional.of(ConditionOperator.Base.NULL));
        if (presence) {
            return condition.values().stream().anyMatch(value -> value.equalsIgnoreCase("false"));
        }
        return !negated && !operator.ifExists() && operator.quantifier() != Quantifier.FOR_ALL_VALUES;
    }

    private static boolean isAccount(String value) {
        return value.matches("\\d{12}") || value.endsWith(":root");
    }
}
