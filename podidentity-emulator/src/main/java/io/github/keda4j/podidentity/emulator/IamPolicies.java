package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** IAM's policies: inline policies of roles, and managed policies with one version each. */
final class IamPolicies {

    private static final int MAX_ATTACHED = 10;
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/.+");
    private static final Pattern OF_AWS = Pattern.compile("arn:aws[a-z-]*:iam::aws:policy/.+");

    private final Cloud cloud;

    IamPolicies(Cloud cloud) {
        this.cloud = cloud;
    }

    void putInline(StoredRole role, QueryParameters call) {
        String name = call.required("PolicyName", Constraint.POLICY_NAME);
        String document = call.required("PolicyDocument");
        check(document, PolicyType.ROLE_INLINE);
        int others = role.inlinePolicies.entrySet().stream()
                .filter(policy -> !policy.getKey().equals(name))
                .mapToInt(policy -> PolicyDocument.parse(policy.getValue()).size())
                .sum();
        int quota = PolicyType.ROLE_INLINE.maxCharacters();
        if (others + PolicyDocument.parse(document).size() > quota) {
            throw new AwsError(
                    409, "LimitExceeded", "Maximum policy size of " + quota + " bytes exceeded for role " + role.name);
        }
        role.inlinePolicies.put(name, document);
    }

    String getInline(StoredRole role, QueryParameters call) {
        String name = call.required("PolicyName");
        String document = role.inlinePolicies.get(name);
        if (document == null) {
            throw noSuchInline(name);
        }
        return new XmlWriter()
                .element("RoleName", role.name)
                .element("PolicyName", name)
                .element("PolicyDocument", IamXml.encoded(document))
                .toString();
    }

    void deleteInline(StoredRole role, QueryParameters call) {
        String name = call.required("PolicyName");
        if (role.inlinePolicies.remove(name) == null) {
            throw noSuchInline(name);
        }
    }

    void attach(Account account, StoredRole role, QueryParameters call) {
        String arn = attachable(account, policyArn(call), "Policy ");
        if (role.attachedPolicies.contains(arn)) {
            return;
        }
        if (role.attachedPolicies.size() == MAX_ATTACHED) {
            throw new AwsError(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: " + MAX_ATTACHED);
        }
        role.attachedPolicies.add(arn);
    }

    void detach(StoredRole role, QueryParameters call) {
        String arn = policyArn(call);
        if (!role.attachedPolicies.remove(arn)) {
            throw noSuchEntity("Policy " + arn + " was not found.");
        }
    }

    private static String policyArn(QueryParameters call) {
        return policyArn(call.required("PolicyArn"), "PolicyArn");
    }

    private static String policyArn(String arn, String member) {
        Constraint.ARN.require(arn, member);
        if (!ARN.matcher(arn).matches()) {
            throw new AwsError(400, "ValidationError", "ARN " + arn + " is not valid.");
        }
        return arn;
    }

    static boolean isOfAws(String arn) {
        return OF_AWS.matcher(arn).matches();
    }

    /** A permissions boundary, which is a managed policy, too. */
    String boundary(Account account, String arn) {
        return attachable(account, policyArn(arn, "PermissionsBoundary"), "Scope ARN: ");
    }

    /** A managed policy of the account, or one of AWS's own, which is assumed to exist. */
    private String attachable(Account account, String arn, String kind) {
        boolean known =
                isOfAws(arn) ? arn.startsWith("arn:" + cloud.partition + ":") : account.policies.containsKey(arn);
        if (!known) {
            throw noSuchEntity(kind + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    String create(Account account, QueryParameters call) {
        String name = call.required("PolicyName", Constraint.POLICY_NAME);
        String path = call.get("Path", "/", Constraint.PATH);
        String description = call.get("Description", "", Constraint.DESCRIPTION);
        Map<String, String> tags = TagRules.of(call, "InvalidInput");
        String document = call.required("PolicyDocument");
        if (account.policies.values().stream().anyMatch(policy -> policy.name().equalsIgnoreCase(name))) {
            throw new AwsError(
                    409,
                    "EntityAlreadyExists",
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        check(document, PolicyType.MANAGED);
        StoredPolicy policy = new StoredPolicy(
                name,
                path,
                cloud.iamArn(account, "policy", path, name),
                "ANPA" + cloud.randomHex(8).toUpperCase(Locale.ROOT),
                cloud.clock.instant(),
                document,
                description,
                tags);
        account.policies.put(policy.arn(), policy);
        return "<Policy>" + whole(account, policy) + "</Policy>";
    }

    String get(Account account, QueryParameters call) {
        return "<Policy>" + whole(account, managed(account, call)) + "</Policy>";
    }

    String getVersion(Account account, QueryParameters call) {
        StoredPolicy policy = managed(account, call);
        String version = call.required("VersionId");
        if (!version.equals("v1")) {
            throw noSuchEntity(
                    "Policy " + policy.arn() + " version " + version + " does not exist or is not attachable.");
        }
        return new XmlWriter()
                .open("PolicyVersion")
                .element("Document", IamXml.encoded(policy.document()))
                .element("VersionId", version)
                .element("IsDefaultVersion", "true")
                .element("CreateDate", policy.created().toString())
                .close("PolicyVersion")
                .toString();
    }

    String delete(Account account, QueryParameters call) {
        StoredPolicy policy = managed(account, call);
        if (attachments(account, policy) + boundaries(account, policy) > 0) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        }
        account.policies.remove(policy.arn());
        return "";
    }

    /** The account's policies that a call requests; AWS's own policies are not listed. */
    List<StoredPolicy> list(Account account, QueryParameters call) {
        String scope = oneOf(call, "Scope", "All", "AWS", "Local");
        String usage = oneOf(call, "PolicyUsageFilter", "", "PermissionsPolicy", "PermissionsBoundary");
        String prefix = call.get("PathPrefix", "/", Constraint.PATH_PREFIX);
        boolean onlyAttached = oneOf(call, "OnlyAttached", "false", "true").equals("true");
        return account.policies.values().stream()
                .filter(policy -> !scope.equals("AWS") && policy.path().startsWith(prefix))
                .filter(policy -> !onlyAttached || attachments(account, policy) > 0)
                .filter(policy -> !usage.equals("PermissionsPolicy") || attachments(account, policy) > 0)
                .filter(policy -> !usage.equals("PermissionsBoundary") || boundaries(account, policy) > 0)
                .toList();
    }

    /** A parameter that must have one of the values; the first value is the default. */
    private static String oneOf(QueryParameters call, String member, String... values) {
        String value = call.get(member, values[0]);
        if (!List.of(values).contains(value)) {
            throw Constraint.refusal(
                    value, member, "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return value;
    }

    /**
     * A policy as listings show it: without description and tags, which other calls return (IAM API Reference,
     * Policy).
     */
    XmlWriter body(Account account, StoredPolicy policy) {
        return new XmlWriter()
                .element("PolicyName", policy.name())
                .element("PolicyId", policy.id())
                .element("Arn", policy.arn())
                .element("Path", policy.path())
                .element("DefaultVersionId", "v1")
                .element("AttachmentCount", String.valueOf(attachments(account, policy)))
                .element("PermissionsBoundaryUsageCount", String.valueOf(boundaries(account, policy)))
                .element("IsAttachable", "true")
                .element("CreateDate", policy.created().toString())
                .element("UpdateDate", policy.created().toString());
    }

    private XmlWriter whole(Account account, StoredPolicy policy) {
        XmlWriter xml = body(account, policy);
        if (!policy.description().isEmpty()) {
            xml.element("Description", policy.description());
        }
        xml.open("Tags");
        policy.tags().entrySet().forEach(tag -> IamXml.tag(xml, tag));
        return xml.close("Tags");
    }

    private static long attachments(Account account, StoredPolicy policy) {
        return account.roles.values().stream()
                .filter(role -> role.attachedPolicies.contains(policy.arn()))
                .count();
    }

    private static long boundaries(Account account, StoredPolicy policy) {
        return account.roles.values().stream()
                .filter(role -> policy.arn().equals(role.permissionsBoundary))
                .count();
    }

    private static StoredPolicy managed(Account account, QueryParameters call) {
        String arn = policyArn(call);
        StoredPolicy policy = account.policies.get(arn);
        if (policy == null) {
            throw noSuchEntity("Policy " + arn + " was not found.");
        }
        return policy;
    }

    /** Refuses what IAM would refuse, in its own words. */
    static void check(String document, PolicyType type) {
        List<Finding> errors = PolicyValidator.forType(type).validate(document).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            boolean onlyTooLong = errors.stream().allMatch(error -> error.rule().equals("policy-size"));
            String message = errors.get(0).message();
            throw onlyTooLong ? new AwsError(409, "LimitExceeded", message) : malformed(message);
        }
    }

    static AwsError malformed(String message) {
        return new AwsError(400, "MalformedPolicyDocument", message);
    }

    static AwsError noSuchEntity(String message) {
        return new AwsError(404, "NoSuchEntity", message);
    }

    private static AwsError noSuchInline(String name) {
        return noSuchEntity("The role policy with name " + name + " cannot be found.");
    }
}
