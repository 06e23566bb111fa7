package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** Writes to IAM. */
sealed interface RoleChange extends ExecutableChange {

    /** The role that is written to. */
    String roleName();

    @Override
    default String target() {
        return "IAM role " + roleName();
    }

    @Override
    default List<String> details() {
        return List.of();
    }

    /** Makes a role. A plan that was cut off after this write and is applied again finds it there. */
    record Create(
            String roleName,
            String path,
            String trustPolicy,
            @Nullable String permissionsBoundary,
            Map<String, String> tags)
            implements RoleChange {

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<String> details() {
            return List.of("trust policy " + trustPolicy);
        }

        @Override
        public void execute(Clients clients) {
            clients.retry().call("create role " + roleName, () -> {
                try {
                    return clients.iam()
                            .createRole(role -> role.roleName(roleName)
                                    .path(path)
                                    .assumeRolePolicyDocument(trustPolicy)
                                    .permissionsBoundary(permissionsBoundary)
                                    .tags(sdkTags(tags)));
                } catch (EntityAlreadyExistsException madeBefore) {
                    return clients.iam()
                            .updateAssumeRolePolicy(
                                    role -> role.roleName(roleName).policyDocument(trustPolicy));
                }
            });
        }
    }

    /** Replaces a role's trust policy. */
    record UpdateTrust(String roleName, String trustPolicy, List<String> details) implements RoleChange {

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public String target() {
            return "trust policy of IAM role " + roleName;
        }

        @Override
        public void execute(Clients clients) {
            clients.retry()
                    .call(
                            "update trust policy of " + roleName,
                            () -> clients.iam()
                                    .updateAssumeRolePolicy(
                                            role -> role.roleName(roleName).policyDocument(trustPolicy)));
        }
    }

    /** Makes or replaces an inline policy. */
    record PutPolicy(String roleName, String policyName, String policy, Action action, List<String> details)
            implements RoleChange {

        @Override
        public String target() {
            return "inline policy " + policyName + " of IAM role " + roleName;
        }

        @Override
        public void execute(Clients clients) {
            clients.retry()
                    .call(
                            "put policy " + policyName + " of " + roleName,
                            () -> clients.iam()
                                    .putRolePolicy(put -> put.roleName(roleName)
                                            .policyName(policyName)
                                            .policyDocument(policy)));
        }
    }

    /** Sets tags. */
    record SetTags(String roleName, Map<String, String> tags) implements RoleChange {

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public String target() {
            return "tags of IAM role " + roleName;
        }

        @Override
        public List<String> details() {
            return tags.entrySet().stream()
                    .map(tag -> tag.getKey() + "=" + tag.getValue())
                    .sorted()
                    .toList();
        }

        @Override
        public void execute(Clients clients) {
            clients.iam().tagRole(role -> role.roleName(roleName).tags(sdkTags(tags)));
        }
    }

    /** Sets the permissions boundary, or takes it away. */
    record SetBoundary(String roleName, @Nullable String permissionsBoundary, List<String> details)
            implements RoleChange {

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public String target() {
            return "permissions boundary of IAM role " + roleName;
        }

        @Override
        public void execute(Clients clients) {
            if (permissionsBoundary == null) {
                clients.iam().deleteRolePermissionsBoundary(role -> role.roleName(roleName));
            } else {
                clients.iam()
                        .putRolePermissionsBoundary(
                                role -> role.roleName(roleName).permissionsBoundary(permissionsBoundary));
            }
        }
    }

    /** Removes an inline policy. */
    record DeletePolicy(String roleName, String policyName) implements RoleChange {

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public String target() {
            return "inline policy " + policyName + " of IAM role " + roleName;
        }

        @Override
        public void execute(Clients clients) {
            try {
                clients.iam()
                        .deleteRolePolicy(policy -> policy.roleName(roleName).policyName(policyName));
            } catch (NoSuchEntityException goneAlready) {
                // That is what was asked for.
            }
        }
    }

    /** Removes a role whose policies are gone. */
    record Delete(String roleName) implements RoleChange {

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public void execute(Clients clients) {
            try {
                clients.iam().deleteRole(role -> role.roleName(roleName));
            } catch (NoSuchEntityException goneAlready) {
                // That is what was asked for.
            }
        }
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
