package io.github.keda4j.podidentity.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes roles, tags and documents as IAM does. */
final class IamXml {

    private IamXml() {}

    static String role(StoredRole role) {
        XmlWriter xml = body(role);
        boundary(xml, role);
        tags(xml, role);
        return "<Role>" + xml + "</Role>";
    }

    /**
     * A role as IAM lists it: without tags and boundary, which other calls return (IAM API Reference, ListRoles).
     */
    static void listedRole(XmlWriter xml, StoredRole role) {
        xml.raw("<member>" + body(role) + "</member>");
    }

    /** A role as GetAccountAuthorizationDetails returns it: with its policies, but without its session length. */
    static void roleDetail(XmlWriter xml, StoredRole role) {
        XmlWriter detail = identity(role).open("RolePolicyList");
        role.inlinePolicies.forEach((name, document) -> detail.open("member")
                .element("PolicyName", name)
                .element("PolicyDocument", encoded(document))
                .close("member"));
        detail.close("RolePolicyList").open("AttachedManagedPolicies");
        role.attachedPolicies.forEach(arn -> attached(detail, arn));
        detail.close("AttachedManagedPolicies");
        boundary(detail, role);
        tags(detail, role);
        xml.raw("<member>" + detail + "</member>");
    }

    private static void boundary(XmlWriter xml, StoredRole role) {
        if (role.permissionsBoundary != null) {
            xml.open("PermissionsBoundary")
                    .element("PermissionsBoundaryType", "Policy")
                    .element("PermissionsBoundaryArn", role.permissionsBoundary)
                    .close("PermissionsBoundary");
        }
    }

    private static void tags(XmlWriter xml, StoredRole role) {
        xml.open("Tags");
        role.tags.entrySet().forEach(tag -> tag(xml, tag));
        xml.close("Tags");
    }

    /** The common beginning of every answer about a role. */
    private static XmlWriter identity(StoredRole role) {
        return new XmlWriter()
                .element("Path", role.path)
                .element("RoleName", role.name)
                .element("RoleId", role.id)
                .element("Arn", role.arn)
                .element("CreateDate", role.created.toString())
                .element("AssumeRolePolicyDocument", encoded(role.trustPolicy));
    }

    private static XmlWriter body(StoredRole role) {
        XmlWriter xml = identity(role).element("MaxSessionDuration", String.valueOf(role.maxSessionDuration));
        return role.description == null ? xml : xml.element("Description", role.description);
    }

    static void tag(XmlWriter xml, Map.Entry<String, String> tag) {
        xml.open("member")
                .element("Key", tag.getKey())
                .element("Value", tag.getValue())
                .close("member");
    }

    static void attached(XmlWriter xml, String arn) {
        xml.open("member")
                .element("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                .element("PolicyArn", arn)
                .close("member");
    }

    /** IAM returns documents URL-encoded (RFC 3986). */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
