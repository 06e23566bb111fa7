package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for the values of {@code Principal} and {@code NotPrincipal}. */
final class PrincipalRules {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|\\d{4}-\\d{4}-\\d{4}");
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:(iam|sts)::\\d{12}:"
            + "(root|user/[^*?\\s]+|role/[^*?\\s]+|assumed-role/[^*?\\s/]+/[^*?\\s/]+|federated-user/[^*?\\s]+)");
    private static final Pattern UNIQUE_ID = Pattern.compile("A(RO|ID)A[A-Z0-9]{12,28}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+");
    private static final Pattern PROVIDER =
            Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(oidc-provider|saml-provider)/[^*?\\s]+");
    private static final Set<String> KNOWN_PROVIDERS = Set.of(
            "cognito-identity.amazonaws.com",
            "cognito-identity-us-gov.amazonaws.com",
            "www.amazon.com",
            "graph.facebook.com",
            "accounts.google.com");

    private PrincipalRules() {}

    static void check(PolicyType type, JsonNode node, String pointer, Report report) {
        if (node.isTextual()) {
            checkText(type, node.asText(), pointer, report);
            return;
        }
        if (!node.isObject()) {
            report.wrongType(pointer, "an object of principal types", node);
            return;
        }
        if (node.isEmpty()) {
            empty(pointer, report);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String typePointer = pointer + "/" + Pointer.escape(entry.getKey());
            ElementValues values = ElementValues.of(entry.getValue(), typePointer, false, report);
            if (values.all().isEmpty() && values.wellFormed()) {
                empty(typePointer, report);
            }
            for (Value value : values.all()) {
                check(type, entry.getKey(), value, report);
            }
        }
    }

    private static void empty(String pointer, Report report) {
        report.refused(
                "principal-empty",
                pointer,
                "The statement names no principal.",
                "Missing required field Principal cannot be empty!",
                "Name at least one principal.");
    }

    private static void checkText(PolicyType type, String text, String pointer, Report report) {
        if (!text.equals("*")) {
            report.refused(
                    "principal-type-missing",
                    pointer,
                    "The principal " + Report.quote(text) + " has no type.",
                    Report.SYNTAX + " Invalid principal in policy",
                    "Write {\"AWS\": " + Report.quote(text) + "}.");
        } else if (type == PolicyType.TRUST) {
            report.refused(
                    "trust-principal-everyone",
                    pointer,
                    "A trust policy must not name everyone as \"*\".",
                    "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".",
                    "Name who may assume the role. If it must be everyone, write {\"AWS\": \"*\"} with a condition.");
        }
    }

    private static void check(PolicyType type, String principalType, Value value, Report report) {
        boolean valid = switch (principalType) {
            case Principal.AWS -> isAws(type, value.text());
            case Principal.SERVICE -> isService(value.text());
            case Principal.FEDERATED -> isProvider(value.text());
            case Principal.CANONICAL_USER ->
                type != PolicyType.TRUST && !value.text().isEmpty();
            default -> false;
        };
        if (type == PolicyType.RESOURCE_CONTROL && !value.text().equals("*")) {
            report.error(
                    "rcp-principal",
                    value.pointer(),
                    "A resource control policy must name everyone as principal, but it names "
                            + Report.quote(value.text()) + ".",
                    "Write \"Principal\": \"*\", and narrow it by conditions such as aws:PrincipalOrgID.");
        } else if (!valid) {
            report.refused(
                    "principal-invalid",
                    value.pointer(),
                    Report.quote(value.text()) + " is not a principal of type " + principalType + ".",
                    "Invalid principal in policy: \"" + name(principalType) + "\":" + Report.quote(value.text()),
                    hint(principalType, value.text()));
        } else if (principalType.equals(Principal.AWS) && isUniqueId(value.text())) {
            report.warning(
                    "principal-gone",
                    value.pointer(),
                    Report.quote(value.text()) + " is the id of a deleted role or user, so it matches nobody.",
                    "Name the ARN of the new role.");
        }
    }

    private static boolean isAws(PolicyType type, String value) {
        return value.equals("*")
                || ACCOUNT.matcher(value).matches()
                || (ARN.matcher(value).matches()
                        && Partition.ofId(value.split(":", 3)[1]).isPresent())
                || (type != PolicyType.TRUST && value.contains("${"))
                || isUniqueId(value);
    }

    private static boolean isUniqueId(String value) {
        return UNIQUE_ID.matcher(value).matches();
    }

    private static boolean isService(String value) {
        return SERVICE.matcher(value).matches()
                && (value.endsWith(".aws.internal") || value.endsWith(".amazon.com") || isPublicService(value));
    }

    private static boolean isPublicService(String value) {
        return Arrays.stream(Partition.values()).anyMatch(partition -> value.endsWith("." + partition.dnsSuffix()));
    }

    private static boolean isProvider(String value) {
        return PROVIDER.matcher(value).matches() || KNOWN_PROVIDERS.contains(value);
    }

    /** IAM writes the known types in capitals. */
    private static String name(String principalType) {
        return switch (principalType) {
            case Principal.SERVICE, Principal.FEDERATED -> principalType.toUpperCase(Locale.ROOT);
            default -> principalType;
        };
    }

    private static String hint(String principalType, String value) {
        return switch (principalType) {
            case Principal.AWS ->
                value.indexOf('*') >= 0 || value.indexOf('?') >= 0
                        ? "Name the account, and compare aws:PrincipalArn by ArnLike: a principal has no wildcards."
                        : "Write an account, or the ARN of its root, a user, a role or a session. A group cannot be a principal.";
            case Principal.SERVICE -> "Write the full name of the service, for example pods.eks.amazonaws.com.";
            case Principal.FEDERATED -> "Write the ARN of an OIDC or SAML provider.";
            default -> "Write one of the types AWS, Service, Federated and CanonicalUser.";
        };
    }
}
