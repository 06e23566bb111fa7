package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What IAM accepts in a role's trust policy and what still locks out, or lets in, whom its author does not expect. */
final class TrustLints {

    private static final String PODS = "pods.eks.amazonaws.com";
    private static final Set<String> POD_TAGS = Set.of(
            "aws:requesttag/eks-cluster-arn",
            "aws:requesttag/eks-cluster-name",
            "aws:requesttag/kubernetes-namespace",
            "aws:requesttag/kubernetes-service-account",
            "aws:requesttag/kubernetes-pod-name",
            "aws:requesttag/kubernetes-pod-uid");
    /** Keys that tell of a caller who is a role or user; a service has none of it. */
    private static final Set<String> CALLER_KEYS = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principaltype",
            "aws:userid",
            "aws:username",
            "aws:multifactorauthpresent",
            "aws:multifactorauthage",
            "sts:externalid");

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
        tagSession(statement, principals, pointer);
        externalId(statement, pointer);
        requestTags(statement, pointer);
        keys(statement, pointer);
        if (principals.ofType(Principal.SERVICE).contains(PODS)) {
            podScope(statement, pointer);
            podKeys(statement, pointer);
        }
        if (principals.entries().stream().anyMatch(Principal::isEveryone)
                && statement.conditions().isEmpty()) {
            report.warning(
                    "trust-everyone",
                    pointer + "/Principal",
                    "everybody in every account may assume the role",
                    "name who may, or add a condition such as aws:PrincipalOrgID");
        }
        boolean account = principals.ofType(Principal.AWS).stream().anyMatch(TrustLints::isAccount);
        boolean narrowed = statement.conditions().stream()
                .anyMatch(condition -> condition.key().equalsIgnoreCase("aws:PrincipalArn"));
        if (account && !narrowed && Lints.allows(statement, "sts:assumerole")) {
            report.info(
                    "trust-account",
                    pointer + "/Principal",
                    "the account is trusted as a whole: each caller also needs an identity policy that allows"
                            + " sts:AssumeRole on this role",
                    "name the role itself, or compare aws:PrincipalArn");
        }
        federation(statement, principals, pointer);
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
        String hint = "add sts:TagSession, in a statement of its own where this one asks for an external id";
        if (sessionTags.equals(Optional.of(true))) {
            report.error(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "the caller's session carries tags, and without sts:TagSession STS refuses the whole call",
                    hint);
        } else if (pods) {
            report.warning(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "EKS Pod Identity tags its sessions, and without sts:TagSession STS refuses the whole call",
                    hint + "; or turn session tags off in the association");
        } else {
            report.info(
                    "trust-without-tag-session",
                    pointer + "/Action",
                    "callers whose session carries transitive tags, as those of EKS Pod Identity do, are refused",
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
                    "sts:TagSession does not know sts:ExternalId, so this statement never allows it and a caller"
                            + " with session tags is refused";
            String hint = "allow sts:TagSession in a statement of its own, without the external id";
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
            if (POD_TAGS.contains(condition.key().toLowerCase(Locale.ROOT)) && needsKey(condition)) {
                report.error(
                        "request-tag-without-session-tags",
                        Lints.at(pointer, condition),
                        "session tags are off, so EKS never sends " + condition.key() + " and nobody gets the role",
                        "remove the condition, or turn session tags on");
            }
        }
    }

    private void podScope(Statement statement, String pointer) {
        boolean scoped = statement.conditions().stream().anyMatch(condition -> {
            String key = condition.key().toLowerCase(Locale.ROOT);
            return POD_TAGS.contains(key) || key.startsWith("aws:source");
        });
        if (!scoped) {
            report.warning(
                    "trust-pods-unscoped",
                    pointer,
                    "any pod of any cluster in the account may be given this role",
                    "compare aws:RequestTag/eks-cluster-arn, kubernetes-namespace and kubernetes-service-account");
        }
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
                    "an identity provider's users call sts:AssumeRoleWithWebIdentity or sts:AssumeRoleWithSAML, not"
                            + " sts:AssumeRole",
                    null);
        }
        if (providers.contains("cognito-identity.amazonaws.com")
                && statement.conditions().isEmpty()) {
            report.error(
                    "trust-cognito",
                    pointer,
                    "A condition block must be present for the Cognito provider",
                    "compare cognito-identity.amazonaws.com:aud");
        }
        boolean oidc = providers.stream().anyMatch(provider -> provider.contains(":oidc-provider/"));
        boolean subject = statement.conditions().stream()
                .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).endsWith(":sub"));
        if (oidc && !subject && Lints.allows(statement, "sts:assumerolewithwebidentity")) {
            report.warning(
                    "trust-oidc-unscoped",
                    pointer,
                    "everybody whom the provider knows may assume the role",
                    "compare the provider's :sub and :aud");
        }
    }

    /** The keys of a call to STS: global ones, its own, SAML's and those that identity providers name after themselves. */
    private void keys(Statement statement, String pointer) {
        for (Condition condition : statement.conditions()) {
            String key = condition.key().toLowerCase(Locale.ROOT);
            int colon = key.lastIndexOf(':');
            String prefix = colon < 0 ? "" : key.substring(0, key.indexOf(':'));
            boolean provider = prefix.indexOf('.') >= 0;
            if (colon > 0 && !provider && !KEY_PREFIXES.contains(prefix) && needsKey(condition)) {
                report.warning(
                        "trust-key-absent",
                        Lints.at(pointer, condition),
                        "a call to STS hardly carries " + condition.key() + ", and without it nobody gets the role",
                        "compare aws:, sts: or saml: keys, or those of the identity provider");
            }
        }
    }

    private void podKeys(Statement statement, String pointer) {
        for (Condition condition : statement.conditions()) {
            String key = condition.key().toLowerCase(Locale.ROOT);
            if (!needsKey(condition)) {
                continue;
            }
            if (key.startsWith("aws:requesttag/") && !POD_TAGS.contains(key)) {
                report.warning(
                        "pod-tag-unknown",
                        Lints.at(pointer, condition),
                        "EKS sends no tag " + condition.key().substring("aws:RequestTag/".length())
                                + ", so nobody gets the role",
                        "the tags are eks-cluster-arn, eks-cluster-name, kubernetes-namespace,"
                                + " kubernetes-service-account, kubernetes-pod-name and kubernetes-pod-uid");
            }
            if (CALLER_KEYS.contains(key) || key.startsWith("aws:principaltag/")) {
                report.warning(
                        "pod-key-absent",
                        Lints.at(pointer, condition),
                        "EKS calls as a service, without " + condition.key() + ", so nobody gets the role",
                        "compare aws:RequestTag/..., aws:SourceAccount or aws:SourceOrgID");
            }
        }
    }

    /** Whether the condition fails where the key is missing. */
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
