package io.github.keda4j.podidentity.policy;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import java.util.List;
import java.util.Optional;

/**
 * Checks for documents that AWS accepts but that do not do what their author expects. Runs on documents without errors.
 */
final class Lints {

    private final PolicyDocument document;
    private final PolicyType type;
    private final TrustLints trust;
    private final boolean array;
    private final Report report;

    Lints(PolicyDocument document, PolicyType type, Optional<Boolean> sessionTags, boolean array, Report report) {
        this.array = array;
        this.document = document;
        this.type = type;
        this.trust = new TrustLints(document, sessionTags, report);
        this.report = report;
    }

    void check() {
        if (!document.hasPolicyVariables()) {
            report.info(
                    "version-old",
                    "/Version",
                    "The document has the version " + PolicyDocument.VERSION_2008_10_17
                            + ", which does not support policy variables.",
                    "Write \"Version\": \"2012-10-17\".");
        }
        List<Statement> statements = document.statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            String pointer = array ? "/Statement/" + i : "/Statement";
            sourceArn(statement, pointer);
            FitRules.check(statement, pointer, report);
            if (type == PolicyType.TRUST) {
                trust.check(statement, pointer);
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
                        "EKS does not send the association's ARN as aws:SourceArn, so this condition never holds.",
                        "Compare aws:RequestTag/eks-cluster-arn, kubernetes-namespace and kubernetes-service-account.");
            }
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
        boolean unbound = everything && !boundary && statement.conditions().isEmpty();
        if (unbound
                && !statement.action().negated()
                && statement.action().values().contains("*")) {
            report.warning(
                    "allow-everything",
                    pointer,
                    "Anyone with this policy can do everything.",
                    "Name the actions and resources.");
        } else if (unbound && allows(statement, "iam:passrole")) {
            report.warning(
                    "pass-role-any",
                    pointer,
                    "Anyone with this policy can pass any role to a service, and use the role's permissions.",
                    "Name the roles, and compare iam:PassedToService.");
        }
        if (statement.action().negated() && !boundary) {
            report.warning(
                    "allow-not-action",
                    pointer + "/NotAction",
                    "Allow with NotAction grants every other action, including those that AWS adds later.",
                    "Name the actions to allow.");
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
                    "Everyone may do this, including anonymous callers.",
                    "Name who may do it, or add a condition such as aws:SourceArn.");
        }
    }

    static boolean allows(Statement statement, String action) {
        return !statement.action().negated()
                && statement.action().values().stream()
                        .anyMatch(value ->
                                value.equals("*") || Ascii.equalsIgnoreCase(value, action) || isWhole(value, action));
    }

    /** Whether the value stands for all actions of the action's service, such as {@code iam:*}. */
    private static boolean isWhole(String value, String action) {
        return Ascii.equalsIgnoreCase(value, action.substring(0, action.indexOf(':') + 1) + "*");
    }

    static String at(String pointer, Condition condition) {
        return pointer + "/Condition/" + Pointer.escape(condition.operator().json()) + "/"
                + Pointer.escape(condition.key());
    }
}
