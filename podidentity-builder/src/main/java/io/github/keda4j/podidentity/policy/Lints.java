package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What IAM accepts and what still does not do what its author expects. Runs on documents without errors. */
final class Lints {

    private static final String PODS = "pods.eks.amazonaws.com";
    private static final Set<String> POD_TAGS = Set.of(
            "aws:requesttag/eks-cluster-arn",
            "aws:requesttag/eks-cluster-name",
            "aws:requesttag/kubernetes-namespace",
            "aws:requesttag/kubernetes-service-account",
            "aws:requesttag/kubernetes-pod-name",
            "aws:requesttag/kubernetes-pod-uid");

    private final PolicyDocument document;
    private final PolicyType type;
    private final Optional<Boolean> sessionTags;
    private final boolean array;
    private final Report report;

    Lints(PolicyDocument document, PolicyType type, Optional<Boolean> sessionTags, boolean array, Report report) {
        this.array = array;
        this.document = document;
        this.type = type;
        this.sessionTags = sessionTags;
        this.report = report;
    }

    void check() {
        if (!document.hasPolicyVariables()) {
            report.info(
                    "version-old",
                    "/Version",
                    "the document is of version " + PolicyDocument.VERSION_2008_10_17 + ", in which there are no policy"
                            + " variables",
                    "write \"Version\": \"2012-10-17\"");
        }
        List<Statement> statements = document.statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            String pointer = array ? "/Statement/" + i : "/Statement";
            sourceArn(statement, pointer);
            if (type == PolicyType.TRUST) {
                trust(statement, pointer);
            } else if (type.isIdentity()) {
                identity(statement, pointer);
            } else {
                resource(statement, pointer);
            }
        }
    }

    private void sourceArn(Statement statement, String pointer) {
        for (Condition condition : statement.conditions()) {
            boolean association = condition.key().equalsIgnoreCase("aws:SourceArn")
                    && condition.values().stream().anyMatch(value -> value.contains(":podidentityassociation/"));
            if (association) {
                report.warning(
                        "source-arn-association",
                        at(pointer, condition),
                        "EKS does not send the association's ARN as aws:SourceArn, so this condition never holds",
                        "compare aws:RequestTag/eks-cluster-arn, kubernetes-namespace and kubernetes-service-account");
            }
        }
    }

    private void trust(Statement statement, String pointer) {
        if (statement.effect() == Effect.DENY || statement.principal().isEmpty()) {
            return;
        }
        Principals principals = statement.principal().get();
        tagSession(statement, principals, pointer);
        externalId(statement, pointer);
        requestTags(statement, pointer);
        if (principals.ofType(Principal.SERVICE).contains(PODS)) {
            podScope(statement, pointer);
        }
        if (principals.entries().stream().anyMatch(Principal::isEveryone)
                && statement.conditions().isEmpty()) {
            report.warning(
                    "trust-everyone",
                    pointer + "/Principal",
                    "everybody in every account may assume the role",
                    "name who may, or add a condition such as aws:PrincipalOrgID");
        }
        boolean account = principals.ofType(Principal.AWS).stream().anyMatch(Lints::isAccount);
        boolean narrowed = statement.conditions().stream()
                .anyMatch(condition -> condition.key().equalsIgnoreCase("aws:PrincipalArn"));
        if (account && !narrowed && allows(statement, "sts:assumerole")) {
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
        if (!allows(statement, "sts:assumerole") || sessionTags.equals(Optional.of(false))) {
            return;
        }
        boolean pods = principals.ofType(Principal.SERVICE).contains(PODS);
        boolean roles = principals.ofType(Principal.AWS).stream().anyMatch(value -> !value.equals("*"));
        if (!pods && !roles) {
            return;
        }
        boolean tagging = document.statements().stream()
                .anyMatch(other -> other.effect() == Effect.ALLOW
                        && allows(other, "sts:tagsession")
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
        if (!allows(statement, "sts:tagsession")) {
            return;
        }
        for (Condition condition : statement.conditions()) {
            boolean blocks = condition.key().equalsIgnoreCase("sts:ExternalId") && needsKey(condition);
            boolean elsewhere = document.statements().stream()
                    .anyMatch(other -> other.effect() == Effect.ALLOW
                            && allows(other, "sts:tagsession")
                            && other.conditions().stream()
                                    .noneMatch(any -> any.key().equalsIgnoreCase("sts:ExternalId")));
            if (blocks && !elsewhere) {
                report.error(
                        "external-id-on-tag-session",
                        at(pointer, condition),
                        "sts:TagSession does not know sts:ExternalId, so this statement never allows it",
                        "allow sts:TagSession in a statement of its own, without the external id");
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
                        at(pointer, condition),
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
        if (allows(statement, "sts:assumerole")
                && !allows(statement, "sts:assumerolewithwebidentity")
                && !allows(statement, "sts:assumerolewithsaml")) {
            report.warning(
                    "trust-federated-action",
                    pointer + "/Action",
                    "an identity provider's users call sts:AssumeRoleWithWebIdentity or sts:AssumeRoleWithSAML, not"
                            + " sts:AssumeRole",
                    "");
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
        if (oidc && !subject && allows(statement, "sts:assumerolewithwebidentity")) {
            report.warning(
                    "trust-oidc-unscoped",
                    pointer,
                    "everybody whom the provider knows may assume the role",
                    "compare the provider's :sub and :aud");
        }
    }

    private void identity(Statement statement, String pointer) {
        if (statement.effect() == Effect.DENY || type == PolicyType.SERVICE_CONTROL) {
            return;
        }
        boolean everything = statement
                .resource()
                .map(resource -> !resource.negated() && resource.values().contains("*"))
                .orElse(false);
        boolean boundary = type == PolicyType.PERMISSIONS_BOUNDARY || type == PolicyType.SESSION;
        if (everything
                && !boundary
                && allows(statement, "iam:passrole")
                && statement.conditions().isEmpty()) {
            report.warning(
                    "pass-role-any",
                    pointer,
                    "whoever has this policy can hand any role to a service, and act with it",
                    "name the roles, and compare iam:PassedToService");
        }
        if (statement.action().negated() && !boundary) {
            report.warning(
                    "allow-not-action",
                    pointer + "/NotAction",
                    "Allow with NotAction grants every other action, those that AWS will add included",
                    "name the actions");
        }
    }

    private void resource(Statement statement, String pointer) {
        boolean everyone = statement.effect() == Effect.ALLOW
                && statement.conditions().isEmpty()
                && statement
                        .principal()
                        .map(principals -> principals.entries().stream().anyMatch(Principal::isEveryone))
                        .orElse(false);
        if (everyone) {
            report.warning(
                    "resource-everyone",
                    pointer + "/Principal",
                    "everybody may, anonymous callers included",
                    "name who may, or add a condition such as aws:SourceArn");
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

    private static boolean allows(Statement statement, String action) {
        return !statement.action().negated()
                && statement.action().values().stream()
                        .anyMatch(
                                value -> value.equals("*") || value.equalsIgnoreCase(action) || isWhole(value, action));
    }

    /** Whether the value is the whole service of the action, such as {@code iam:*}. */
    private static boolean isWhole(String value, String action) {
        return value.equalsIgnoreCase(action.substring(0, action.indexOf(':') + 1) + "*");
    }

    private static boolean isAccount(String value) {
        return value.matches("\\d{12}") || value.endsWith(":root");
    }

    private static String at(String pointer, Condition condition) {
        return pointer + "/Condition/" + Report.escape(condition.operator().json()) + "/"
                + Report.escape(condition.key());
    }
}
