package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** IAM's roles and their trust policies. */
final class IamRoles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UNIQUE_ID = Pattern.compile("A(RO|ID)A[A-Z0-9]+");
    private static final int MAX_TAGS = 50;

    private final Cloud cloud;
    private final Faults faults;
    private final int rolesPerAccount;

    IamRoles(Cloud cloud, Faults faults, int rolesPerAccount) {
        this.rolesPerAccount = rolesPerAccount;
        this.cloud = cloud;
        this.faults = faults;
    }

    StoredRole create(Account account, QueryParameters call) {
        String name = call.required("RoleName", Constraint.ROLE_NAME);
        String path = call.get("Path", "/", Constraint.PATH);
        if (account.roles.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new AwsError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        if (account.roles.size() >= rolesPerAccount) {
            throw new AwsError(409, "LimitExceeded", "Cannot exceed quota for RolesPerAccount: " + rolesPerAccount);
        }
        String boundary = call.get("PermissionsBoundary");
        StoredRole role = new StoredRole(
                account.id,
                name,
                path,
                cloud.iamArn(account, "role", path, name),
                "AROA" + cloud.randomHex(8).toUpperCase(Locale.ROOT),
                cloud.clock.instant(),
                trustPolicy(call.required("AssumeRolePolicyDocument")));
        role.description = call.get("Description", Constraint.DESCRIPTION);
        role.permissionsBoundary = boundary == null ? null : new IamPolicies(cloud).boundary(account, boundary);
        role.maxSessionDuration = maxSessionDuration(call, role.maxSessionDuration);
        tag(role, TagRules.of(call, "InvalidInput"));
        role.unseenByEks = faults.missesOfNewRoles();
        role.unseenByTrust = faults.missesOfNewRoles();
        role.unseenByIam = faults.missesByIam();
        account.roles.put(name, role);
        return role;
    }

    /** The counts and quotas of an account that concern roles and their policies. */
    String summary(Account account) {
        XmlWriter xml = new XmlWriter().open("SummaryMap");
        Map<String, Integer> counts = new TreeMap<>(Map.of(
                "Roles", account.roles.size(),
                "RolesQuota", rolesPerAccount,
                "Policies", account.policies.size()));
        counts.forEach((key, count) -> xml.open("entry")
                .element("key", key)
                .element("value", String.valueOf(count))
                .close("entry"));
        return xml.close("SummaryMap").toString();
    }

    private static int maxSessionDuration(QueryParameters call, int otherwise) {
        int seconds = call.number("MaxSessionDuration", otherwise);
        if (seconds < 3600 || seconds > 43200) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value '" + seconds + "' at 'maxSessionDuration' failed to satisfy"
                            + " constraint: Member must have value between 3600 and 43200");
        }
        return seconds;
    }

    List<StoredRole> list(Account account, QueryParameters call) {
        String prefix = call.get("PathPrefix", "/", Constraint.PATH_PREFIX);
        return account.roles.values().stream()
                .filter(role -> role.path.startsWith(prefix))
                .toList();
    }

    void update(StoredRole role, QueryParameters call) {
        int seconds = maxSessionDuration(call, role.maxSessionDuration);
        role.description =
                call.get("Description", role.description == null ? "" : role.description, Constraint.DESCRIPTION);
        role.maxSessionDuration = seconds;
    }

    void updateTrust(StoredRole role, QueryParameters call) {
        role.trustPolicy = trustPolicy(call.required("PolicyDocument"));
    }

    void tag(StoredRole role, Map<String, String> tags) {
        Map<String, String> all = new TreeMap<>(role.tags);
        all.putAll(tags);
        if (all.size() > MAX_TAGS) {
            throw new AwsError(409, "LimitExceeded", "The number of tags has reached the maximum limit.");
        }
        role.tags.putAll(tags);
    }

    void delete(Account account, StoredRole role) {
        if (!role.inlinePolicies.isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        if (!role.attachedPolicies.isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        account.roles.remove(role.name);
        cloud.accounts.values().stream()
                .flatMap(each -> each.roles.values().stream())
                .forEach(other -> other.trustPolicy = forgotten(role, other.trustPolicy));
    }

    /**
     * Trust policies refer to roles by id: the id of a deleted role stays in them, and a new role of the same name is a
     * different one.
     */
    private static String forgotten(StoredRole gone, String trustPolicy) {
        if (!trustPolicy.contains(gone.arn)) {
            return trustPolicy;
        }
        try {
            JsonNode document = JSON.readTree(trustPolicy);
            for (JsonNode principal : document.findValues("Principal")) {
                if (principal instanceof ObjectNode byType && byType.has(Principal.AWS)) {
                    byType.set(Principal.AWS, replaced(byType.get(Principal.AWS), gone));
                }
            }
            return document.toString();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored trust policy is not JSON", unreadable);
        }
    }

    private static JsonNode replaced(JsonNode principals, StoredRole gone) {
        ArrayNode kept = JSON.createArrayNode();
        (principals.isArray() ? principals : JSON.createArrayNode().add(principals))
                .forEach(principal -> kept.add(principal.asText().equals(gone.arn) ? gone.id : principal.asText()));
        return kept.size() == 1 ? kept.get(0) : kept;
    }

    /** IAM looks up the principals of a trust policy: a role that does not exist, or does not exist yet, is refused. */
    private String trustPolicy(String document) {
        IamPolicies.check(document, PolicyType.TRUST);
        PolicyDocument.parse(document).statements().stream()
                .flatMap(statement -> statement.principal().stream())
                .flatMap(principals -> principals.ofType(Principal.AWS).stream())
                .filter(this::isMissing)
                .findFirst()
                .ifPresent(missing -> {
                    throw IamPolicies.malformed("Invalid principal in policy: \"AWS\":\"" + missing + "\"");
                });
        return document;
    }

    private boolean isMissing(String principal) {
        if (UNIQUE_ID.matcher(principal).matches()) {
            return cloud.accounts.values().stream()
                    .flatMap(account -> account.roles.values().stream())
                    .noneMatch(role -> role.id.equals(principal));
        }
        Account account = cloud.accounts.values().stream()
                .filter(each -> principal.startsWith("arn:" + cloud.partition + ":iam::" + each.id + ":"))
                .findFirst()
                .orElse(null);
        if (account == null || principal.endsWith(":root")) {
            // An account that the emulator does not know may have any principal.
            return false;
        }
        StoredRole role = cloud.roleByArn(principal);
        if (role != null && role.unseenByTrust > 0) {
            role.unseenByTrust--;
            return true;
        }
        return role == null && !principal.equals(account.administrator.arn());
    }
}
