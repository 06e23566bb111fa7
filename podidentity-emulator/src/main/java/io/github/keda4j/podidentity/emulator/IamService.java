package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.emulator.AccountState.StoredRole;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Principal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of IAM that roles need: roles, their trust policies, inline and attached policies, boundaries and tags. */
final class IamService {

    static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    private final AccountState state;
    private final int roleUnseenBy;
    private final int pageSize;

    IamService(AccountState state, int roleUnseenBy, int pageSize) {
        this.state = state;
        this.roleUnseenBy = roleUnseenBy;
        this.pageSize = pageSize;
    }

    static boolean writes(String action) {
        return !action.startsWith("Get") && !action.startsWith("List");
    }

    /** The inside of the answer's {@code Result} element. */
    String answer(QueryParameters call) {
        return switch (call.action()) {
            case "CreateRole" -> create(call);
            case "GetRole" -> roleXml(role(call));
            case "ListRoles" -> list(call, "Roles", List.copyOf(state.roles.values()), this::memberXml);
            case "UpdateAssumeRolePolicy" -> updateTrust(call);
            case "UpdateRole" -> updateRole(call);
            case "DeleteRole" -> delete(call);
            case "PutRolePolicy" -> putPolicy(call);
            case "GetRolePolicy" -> getPolicy(call);
            case "ListRolePolicies" ->
                list(
                        call,
                        "PolicyNames",
                        List.copyOf(role(call).inlinePolicies.keySet()),
                        (xml, name) -> xml.element("member", name));
            case "DeleteRolePolicy" -> deletePolicy(call);
            case "AttachRolePolicy" ->
                change(call, role -> {
                    role.attachedPolicies.remove(call.required("PolicyArn"));
                    role.attachedPolicies.add(call.required("PolicyArn"));
                });
            case "DetachRolePolicy" ->
                change(call, role -> {
                    if (!role.attachedPolicies.remove(call.required("PolicyArn"))) {
                        throw noSuchEntity("Policy " + call.required("PolicyArn") + " was not found.");
                    }
                });
            case "ListAttachedRolePolicies" ->
                list(call, "AttachedPolicies", List.copyOf(role(call).attachedPolicies), IamService::attachedXml);
            case "ListInstanceProfilesForRole" -> {
                role(call);
                yield "<InstanceProfiles/><IsTruncated>false</IsTruncated>";
            }
            case "PutRolePermissionsBoundary" ->
                change(call, role -> role.permissionsBoundary = call.required("PermissionsBoundary"));
            case "DeleteRolePermissionsBoundary" -> change(call, role -> role.permissionsBoundary = null);
            case "TagRole" -> change(call, role -> role.tags.putAll(call.tags("Tags")));
            case "UntagRole" -> change(call, role -> call.list("TagKeys").forEach(role.tags::remove));
            case "ListRoleTags" ->
                list(call, "Tags", List.copyOf(role(call).tags.entrySet()), IamService::tagXml);
            default ->
                throw new AwsError(400, "InvalidAction", "The emulator does not know iam:" + call.action() + ".");
        };
    }

    private String create(QueryParameters call) {
        String name = call.required("RoleName");
        if (!ROLE_NAME.matcher(name).matches()) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the"
                            + " following: +=,.@_-");
        }
        if (state.roles.containsKey(name)) {
            throw new AwsError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        String trust = trustPolicy(call.required("AssumeRolePolicyDocument"));
        String path = call.get("Path", "/");
        StoredRole role = new StoredRole(
                name,
                path,
                "arn:" + state.partition + ":iam::" + state.accountId + ":role" + path + name,
                "AROA" + state.randomHex(8).toUpperCase(Locale.ROOT),
                state.clock.instant(),
                trust);
        role.description = call.get("Description");
        role.permissionsBoundary = call.get("PermissionsBoundary");
        role.maxSessionDuration = call.number("MaxSessionDuration", role.maxSessionDuration);
        role.tags.putAll(call.tags("Tags"));
        role.unseenBy = roleUnseenBy;
        state.roles.put(name, role);
        return roleXml(role);
    }

    private String updateTrust(QueryParameters call) {
        StoredRole role = role(call);
        role.trustPolicy = trustPolicy(call.required("PolicyDocument"));
        return "";
    }

    private String updateRole(QueryParameters call) {
        StoredRole role = role(call);
        role.description = call.get("Description", role.description == null ? "" : role.description);
        role.maxSessionDuration = call.number("MaxSessionDuration", role.maxSessionDuration);
        return "";
    }

    private String delete(QueryParameters call) {
        StoredRole role = role(call);
        if (!role.inlinePolicies.isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        if (!role.attachedPolicies.isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        state.roles.remove(role.name);
        return "";
    }

    private String putPolicy(QueryParameters call) {
        StoredRole role = role(call);
        String document = call.required("PolicyDocument");
        check(document, PolicyType.ROLE_INLINE);
        role.inlinePolicies.put(call.required("PolicyName"), document);
        return "";
    }

    private String getPolicy(QueryParameters call) {
        StoredRole role = role(call);
        String name = call.required("PolicyName");
        String document = role.inlinePolicies.get(name);
        if (document == null) {
            throw noSuchEntity("The role policy with name " + name + " cannot be found.");
        }
        return new XmlWriter()
                .element("RoleName", role.name)
                .element("PolicyName", name)
                .element("PolicyDocument", encoded(document))
                .toString();
    }

    private String deletePolicy(QueryParameters call) {
        String name = call.required("PolicyName");
        if (role(call).inlinePolicies.remove(name) == null) {
            throw noSuchEntity("The role policy with name " + name + " cannot be found.");
        }
        return "";
    }

    private String change(QueryParameters call, Consumer<StoredRole> change) {
        change.accept(role(call));
        return "";
    }

    private StoredRole role(QueryParameters call) {
        String name = call.required("RoleName");
        StoredRole role = state.roles.get(name);
        if (role == null) {
            throw noSuchEntity("The role with name " + name + " cannot be found.");
        }
        return role;
    }

    /** IAM looks up the principals of a trust policy: a role that is not there is refused. */
    private String trustPolicy(String document) {
        check(document, PolicyType.TRUST);
        PolicyDocument.parse(document).statements().stream()
                .flatMap(statement -> statement.principal().stream())
                .flatMap(principals -> principals.ofType(Principal.AWS).stream())
                .filter(this::isMissingRole)
                .findFirst()
                .ifPresent(missing -> {
                    throw malformed("Invalid principal in policy: \"AWS\":\"" + missing + "\"");
                });
        return document;
    }

    private boolean isMissingRole(String principal) {
        return principal.startsWith("arn:" + state.partition + ":iam::" + state.accountId + ":role/")
                && state.roleByArn(principal) == null;
    }

    private static void check(String document, PolicyType type) {
        PolicyValidator.forType(type).validate(document).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .map(Finding::message)
                .ifPresent(message -> {
                    throw malformed(message);
                });
    }

    private static AwsError malformed(String message) {
        return new AwsError(400, "MalformedPolicyDocument", message);
    }

    private static AwsError noSuchEntity(String message) {
        return new AwsError(404, "NoSuchEntity", message);
    }

    private String roleXml(StoredRole role) {
        return "<Role>" + body(role) + "</Role>";
    }

    private void memberXml(XmlWriter xml, StoredRole role) {
        xml.raw("<member>" + body(role) + "</member>");
    }

    private static String body(StoredRole role) {
        XmlWriter xml = new XmlWriter()
                .element("Path", role.path)
                .element("RoleName", role.name)
                .element("RoleId", role.id)
                .element("Arn", role.arn)
                .element("CreateDate", role.created.toString())
                .element("AssumeRolePolicyDocument", encoded(role.trustPolicy))
                .element("MaxSessionDuration", String.valueOf(role.maxSessionDuration));
        if (role.description != null) {
            xml.element("Description", role.description);
        }
        if (role.permissionsBoundary != null) {
            xml.open("PermissionsBoundary")
                    .element("PermissionsBoundaryType", "Policy")
                    .element("PermissionsBoundaryArn", role.permissionsBoundary)
                    .close("PermissionsBoundary");
        }
        xml.open("Tags");
        role.tags.entrySet().forEach(tag -> tagXml(xml, tag));
        return xml.close("Tags").toString();
    }

    private static void tagXml(XmlWriter xml, Map.Entry<String, String> tag) {
        xml.open("member")
                .element("Key", tag.getKey())
                .element("Value", tag.getValue())
                .close("member");
    }

    private static void attachedXml(XmlWriter xml, String arn) {
        xml.open("member")
                .element("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                .element("PolicyArn", arn)
                .close("member");
    }

    /** How a member of a list is written. */
    private interface MemberWriter<T> {
        void write(XmlWriter xml, T member);
    }

    private <T> String list(QueryParameters call, String element, List<T> all, MemberWriter<T> writer) {
        int from = marker(call.get("Marker"));
        int to = Math.min(all.size(), from + Math.min(pageSize, call.number("MaxItems", pageSize)));
        XmlWriter xml = new XmlWriter().open(element);
        all.subList(Math.min(from, to), to).forEach(member -> writer.write(xml, member));
        xml.close(element).element("IsTruncated", String.valueOf(to < all.size()));
        if (to < all.size()) {
            xml.element("Marker", String.valueOf(to));
        }
        return xml.toString();
    }

    private static int marker(@Nullable String marker) {
        try {
            return marker == null ? 0 : Integer.parseInt(marker);
        } catch (NumberFormatException notOurs) {
            throw new AwsError(400, "ValidationError", "Invalid Marker.");
        }
    }

    /** IAM returns documents URL-encoded (RFC 3986). */
    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
