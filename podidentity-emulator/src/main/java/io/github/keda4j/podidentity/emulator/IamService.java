package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of IAM that roles need: the permissions for its calls, and the classes that answer them. */
final class IamService implements Service<QueryParameters> {

    static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private static final int MAX_ITEMS = 1000;

    private final Cloud cloud;
    private final IamRoles roles;
    private final IamPolicies policies;
    private final IamSimulator simulator;
    private final int pageSize;

    IamService(Cloud cloud, Faults faults, int pageSize, int rolesPerAccount) {
        this.cloud = cloud;
        this.roles = new IamRoles(cloud, faults, rolesPerAccount);
        this.policies = new IamPolicies(cloud);
        this.simulator = new IamSimulator(cloud);
        this.pageSize = pageSize;
    }

    @Override
    public String action(QueryParameters call) {
        return "iam:" + call.action();
    }

    @Override
    public String target(QueryParameters call) {
        return call.get("RoleName", call.get("PolicyArn", call.get("PolicyName", call.get("PolicySourceArn", ""))));
    }

    @Override
    public boolean writes(QueryParameters call) {
        return !call.action().startsWith("Get")
                && !call.action().startsWith("List")
                && !call.action().startsWith("Simulate");
    }

    @Override
    public String authorize(QueryParameters call, Identity caller) {
        Account account = cloud.accountOf(caller);
        StoredRole role = account.roles.get(call.get("RoleName", ""));
        String resource = resource(call, account, role);
        RequestContext context = context(call, role);
        String reason = Authority.require(caller, action(call), resource, context, null);
        if (call.action().equals("CreateRole") && !call.tags("Tags").isEmpty()) {
            Authority.require(caller, "iam:TagRole", resource, context, null);
        }
        return reason;
    }

    private String resource(QueryParameters call, Account account, @Nullable StoredRole role) {
        if (role != null) {
            return role.arn;
        }
        return switch (call.action()) {
            case "CreatePolicy" -> cloud.iamArn(account, "policy", call.get("Path", "/"), call.get("PolicyName", ""));
            case "GetPolicy", "GetPolicyVersion", "DeletePolicy" -> call.get("PolicyArn", "");
            case "ListPolicies" -> cloud.iamArn(account, "policy", call.get("PathPrefix", "/"), "");
            case "ListRoles" -> cloud.iamArn(account, "role", call.get("PathPrefix", "/"), "");
            case "GetAccountAuthorizationDetails", "GetAccountSummary" -> "*";
            case "SimulatePrincipalPolicy" -> call.get("PolicySourceArn", "");
            default -> cloud.iamArn(account, "role", call.get("Path", "/"), call.get("RoleName", ""));
        };
    }

    private static RequestContext context(QueryParameters call, @Nullable StoredRole role) {
        Map<String, String> tags = call.tags("Tags");
        RequestContext context = RequestContext.empty().with("aws:TagKeys", tags.keySet());
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            context = context.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        String boundary = call.get("PermissionsBoundary");
        if (boundary == null && role != null) {
            boundary = role.permissionsBoundary;
        }
        if (boundary != null) {
            context = context.with("iam:PermissionsBoundary", boundary);
        }
        String policy = call.get("PolicyArn");
        if (policy != null) {
            context = context.with("iam:PolicyARN", policy);
        }
        if (role != null) {
            for (Map.Entry<String, String> tag : role.tags.entrySet()) {
                context = context.with("aws:ResourceTag/" + tag.getKey(), tag.getValue())
                        .with("iam:ResourceTag/" + tag.getKey(), tag.getValue());
            }
        }
        return context;
    }

    /** The content of the answer's {@code Result} element. */
    @Override
    public String answer(QueryParameters call, Identity caller) {
        Account account = cloud.accountOf(caller);
        return switch (call.action()) {
            case "CreateRole" -> IamXml.role(roles.create(account, call));
            case "GetRole" -> IamXml.role(role(account, call));
            case "ListRoles" -> page(call, "Roles", roles.list(account, call), IamXml::listedRole);
            case "GetAccountAuthorizationDetails" ->
                page(call, "RoleDetailList", roleDetails(account, call), IamXml::roleDetail);
            case "GetAccountSummary" -> roles.summary(account);
            case "SimulatePrincipalPolicy" ->
                page(call, "EvaluationResults", simulator.simulate(account, call), IamSimulator::write);
            case "UpdateAssumeRolePolicy" -> change(account, call, role -> roles.updateTrust(role, call));
            case "UpdateRole" -> change(account, call, role -> roles.update(role, call));
            case "DeleteRole" -> change(account, call, role -> roles.delete(account, role));
            case "ListInstanceProfilesForRole" -> {
                role(account, call);
                yield "<InstanceProfiles/><IsTruncated>false</IsTruncated>";
            }
            case "PutRolePermissionsBoundary" ->
                change(
                        account,
                        call,
                        role -> role.permissionsBoundary =
                                policies.boundary(account, call.required("PermissionsBoundary")));
            case "DeleteRolePermissionsBoundary" -> change(account, call, role -> role.permissionsBoundary = null);
            case "TagRole" -> change(account, call, role -> roles.tag(role, TagRules.of(call, "InvalidInput")));
            case "UntagRole" ->
                change(account, call, role -> call.list("TagKeys").forEach(role.tags::remove));
            case "ListRoleTags" ->
                page(call, "Tags", List.copyOf(role(account, call).tags.entrySet()), IamXml::tag);
            case "PutRolePolicy" -> change(account, call, role -> policies.putInline(role, call));
            case "GetRolePolicy" -> policies.getInline(role(account, call), call);
            case "DeleteRolePolicy" -> change(account, call, role -> policies.deleteInline(role, call));
            case "ListRolePolicies" ->
                page(
                        call,
                        "PolicyNames",
                        List.copyOf(role(account, call).inlinePolicies.keySet()),
                        (xml, name) -> xml.element("member", name));
            case "AttachRolePolicy" -> change(account, call, role -> policies.attach(account, role, call));
            case "DetachRolePolicy" -> change(account, call, role -> policies.detach(role, call));
            case "ListAttachedRolePolicies" ->
                page(call, "AttachedPolicies", List.copyOf(role(account, call).attachedPolicies), IamXml::attached);
            case "CreatePolicy" -> policies.create(account, call);
            case "GetPolicy" -> policies.get(account, call);
            case "GetPolicyVersion" -> policies.getVersion(account, call);
            case "ListPolicies" ->
                page(
                        call,
                        "Policies",
                        policies.list(account, call),
                        (xml, policy) -> xml.raw("<member>" + policies.body(account, policy) + "</member>"));
            case "DeletePolicy" -> policies.delete(account, call);
            default ->
                throw new AwsError(400, "InvalidAction", "The emulator does not know iam:" + call.action() + ".");
        };
    }

    /** Of all that IAM returns here, the emulator has only roles; it has no users or groups. */
    private static List<StoredRole> roleDetails(Account account, QueryParameters call) {
        List<String> wanted = call.list("Filter");
        return wanted.isEmpty() || wanted.contains("Role") ? List.copyOf(account.roles.values()) : List.of();
    }

    private static String change(Account account, QueryParameters call, Consumer<StoredRole> change) {
        change.accept(role(account, call));
        return "";
    }

    private static StoredRole role(Account account, QueryParameters call) {
        String name = call.required("RoleName");
        StoredRole role = account.roles.get(name);
        if (role != null && role.unseenByIam > 0) {
            role.unseenByIam--;
            role = null;
        }
        if (role == null) {
            throw IamPolicies.noSuchEntity("The role with name " + name + " cannot be found.");
        }
        return role;
    }

    /** Writes a member of a list. */
    private interface MemberWriter<T> {
        void write(XmlWriter xml, T member);
    }

    private <T> String page(QueryParameters call, String element, List<T> all, MemberWriter<T> writer) {
        int from = call.number("Marker", 0);
        int to = Math.min(all.size(), from + Math.min(pageSize, call.number("MaxItems", 100, 1, MAX_ITEMS)));
        XmlWriter xml = new XmlWriter().open(element);
        all.subList(Math.min(from, to), to).forEach(member -> writer.write(xml, member));
        xml.close(element).element("IsTruncated", String.valueOf(to < all.size()));
        if (to < all.size()) {
            xml.element("Marker", String.valueOf(to));
        }
        return xml.toString();
    }
}
