package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.Arn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/** Reads roles, and retries every call. */
final class IamReader {

    private static final int PAGE = 1000;

    /** Up to this number, roles are read one by one. */
    private static final int FEW = 8;

    private final IamClient iam;
    private final Retry retry;
    private int settingsAsked;
    private Map<String, Settings> settings = Map.of();

    IamReader(Clients clients) {
        this.iam = clients.iam();
        this.retry = clients.retry();
    }

    /** All roles of the account by name; empty if the caller may not read them at once. */
    Optional<Map<String, RoleState>> all() {
        try {
            Map<String, RoleState> roles = new TreeMap<>();
            String marker = null;
            do {
                GetAccountAuthorizationDetailsResponse page = page(marker);
                page.roleDetailList().forEach(role -> roles.put(role.roleName(), state(role)));
                marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
            } while (marker != null);
            return Optional.of(roles);
        } catch (IamException refused) {
            if (!AwsRefusals.isOfAccess(refused)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private GetAccountAuthorizationDetailsResponse page(@Nullable String marker) {
        return retry.call(
                "read the roles of the account",
                () -> iam.getAccountAuthorizationDetails(details ->
                        details.filter(EntityType.ROLE).maxItems(PAGE).marker(marker)));
    }

    private static RoleState state(RoleDetail role) {
        Map<String, String> inline = new HashMap<>();
        role.rolePolicyList()
                .forEach(policy -> inline.put(policy.policyName(), Documents.text(policy.policyDocument())));
        return new RoleState(
                role.roleName(),
                role.roleId(),
                role.arn(),
                role.path(),
                Documents.text(role.assumeRolePolicyDocument()),
                role.permissionsBoundary() == null
                        ? null
                        : role.permissionsBoundary().permissionsBoundaryArn(),
                tagsOf(role.tags()),
                inline,
                arnsOf(role.attachedManagedPolicies()));
    }

    /** A single role, with all its details. */
    Optional<RoleState> one(String name) {
        return role(name).map(role -> {
            Map<String, String> inline = new HashMap<>();
            for (String policy : inlinePolicies(name)) {
                String text = inlinePolicy(name, policy);
                if (text != null) {
                    inline.put(policy, text);
                }
            }
            return new RoleState(
                    name,
                    role.roleId(),
                    role.arn(),
                    role.path(),
                    Documents.text(role.assumeRolePolicyDocument()),
                    boundaryOf(role),
                    tagsOf(role.tags()),
                    inline,
                    attached(name));
        });
    }

    Optional<Role> role(String name) {
        try {
            return Optional.of(retry.call(
                    "read IAM role " + name,
                    () -> iam.getRole(role -> role.roleName(name)).role()));
        } catch (NoSuchEntityException absent) {
            return Optional.empty();
        }
    }

    /**
     * Settings of a role that the account's details do not include.
     *
     * @param sessionSeconds its maximum session length
     * @param description empty for none
     */
    record Settings(int sessionSeconds, String description) {

        static Settings of(Role role) {
            return new Settings(role.maxSessionDuration(), Objects.requireNonNullElse(role.description(), ""));
        }
    }

    /** The settings of a role. {@code ListRoles} returns them for many roles at once. */
    Optional<Settings> settings(String name) {
        settingsAsked++;
        if (settingsAsked <= FEW) {
            return role(name).map(Settings::of);
        }
        if (settings.isEmpty()) {
            settings = allSettings();
        }
        return Optional.ofNullable(settings.get(name));
    }

    private Map<String, Settings> allSettings() {
        Map<String, Settings> all = new TreeMap<>();
        String marker = null;
        do {
            ListRolesResponse page = listed(marker);
            page.roles().forEach(role -> all.put(role.roleName(), Settings.of(role)));
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
        } while (marker != null);
        return all;
    }

    private ListRolesResponse listed(@Nullable String marker) {
        return retry.call(
                "list the roles of the account",
                () -> iam.listRoles(list -> list.maxItems(PAGE).marker(marker)));
    }

    static @Nullable String boundaryOf(Role role) {
        return role.permissionsBoundary() == null
                ? null
                : role.permissionsBoundary().permissionsBoundaryArn();
    }

    static Map<String, String> tagsOf(Iterable<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    /** The policy as {@link Documents} writes it. */
    @Nullable
    String inlinePolicy(String roleName, String policyName) {
        try {
            return Documents.text(retry.call(
                    "read inline policy " + policyName + " of IAM role " + roleName,
                    () -> iam.getRolePolicy(get -> get.roleName(roleName).policyName(policyName))
                            .policyDocument()));
        } catch (NoSuchEntityException absent) {
            return null;
        }
    }

    /** The names of a role's inline policies. */
    List<String> inlinePolicies(String roleName) {
        try {
            return retry.call(
                    "list the inline policies of IAM role " + roleName,
                    () -> iam.listRolePoliciesPaginator(list -> list.roleName(roleName)).policyNames().stream()
                            .toList());
        } catch (NoSuchEntityException absent) {
            return List.of();
        }
    }

    Set<String> attached(String roleName) {
        try {
            return retry.call(
                    "list the managed policies of IAM role " + roleName,
                    () -> arnsOf(iam.listAttachedRolePoliciesPaginator(list -> list.roleName(roleName))
                            .attachedPolicies()));
        } catch (NoSuchEntityException absent) {
            return Set.of();
        }
    }

    private static Set<String> arnsOf(Iterable<AttachedPolicy> policies) {
        Set<String> arns = new TreeSet<>();
        policies.forEach(policy -> arns.add(policy.policyArn()));
        return arns;
    }

    /** The account of any existing role; empty if the account has no role, or the caller may not list them. */
    Optional<String> account() {
        try {
            return retry.call("list a role", () -> iam.listRoles(list -> list.maxItems(1))).roles().stream()
                    .map(role -> Arn.accountIn(role.arn()))
                    .collect(Collectors.toList())
                    .stream()
                    .findFirst();
        } catch (IamException refused) {
            if (!AwsRefusals.isOfAccess(refused)) {
                throw refused;
            }
            return Optional.empty();
        }
    }
}
