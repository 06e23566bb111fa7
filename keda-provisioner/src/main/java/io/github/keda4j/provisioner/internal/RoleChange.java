package io.github.keda4j.provisioner.internal;

import io.github.keda4j.wiring.RoleDefinition;
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

    /**
     * Makes a role, or, if somebody was faster, makes that one what it should be, as a plan that had found it there would.
     */
    record Create(RoleDefinition described, Map<String, String> tags) implements RoleChange {

        @Override
        public String roleName() {
            return described.role().name();
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<String> details() {
            return List.of("trust policy " + described.trustPolicy().toJson());
        }

        @Override
        public void execute(Clients clients) {
            clients.retry()
                    .call("create role " + roleName(), () -> createOrCompare(clients))
                    .forEach(change -> change.execute(clients));
        }

        /** What is left to do. */
        private List<ExecutableChange> createOrCompare(Clients clients) {
            try {
                String made = clients.iam()
                        .createRole(role -> role.roleName(roleName())
                                .path(described.role().path())
                                .assumeRolePolicyDocument(
                                        described.trustPolicy().toJson())
                                .permissionsBoundary(
                                        described.role().permissionsBoundary().orElse(null))
                                .tags(sdkTags(tags)))
                        .role()
                        .arn();
                RolePlanner.refuseOtherAccount(described, made);
                return List.of();
            } catch (EntityAlreadyExistsException somebodyWasFaster) {
                // Thrown on where reads do not see it yet.
                return new RolePlanner(clients.iam()).differences(described).orElseThrow(() -> somebodyWasFaster);
            }
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
