package io.github.keda4j.provisioner.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Removes a role whose policies are gone, unless other stacks need it by now: then it only removes the tags of
 * the leaving owners. It refuses if somebody has changed the role or added a policy to it since the plan.
 *
 * @param seen the role as the plan found it
 * @param leaving the tags of the leaving owners
 */
record RoleRemoval(RoleState seen, Set<String> leaving) implements SharedRemoval {

    private static final String ID_OF_A_DELETED_ROLE = "\"AROA";

    private String roleName() {
        return seen.name();
    }

    @Override
    public String target() {
        return RolePlanner.target(roleName());
    }

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.of("iam:DeleteRole", seen.arn()));
    }

    @Override
    public Basis basis() {
        return basis(seen.id(), trustSeen());
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        IamReader reader = new IamReader(clients);
        return reader.role(roleName()).flatMap(found -> staleness(reader, found));
    }

    private Optional<String> staleness(IamReader reader, Role found) {
        if (!found.roleId().equals(seen.id())) {
            return Optional.of(target() + " was recreated since the plan.");
        }
        if (!others(found).isEmpty()) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        String trust = Documents.text(found.assumeRolePolicyDocument());
        // Once a role is deleted, IAM shows its id in trust policies instead of its ARN. The operator's role may
        // have been deleted by now.
        if (!trust.contains(ID_OF_A_DELETED_ROLE)) {
            changes.addAll(Documents.difference(seen.trust(), trust));
        }
        changes.replaceAll(line -> "trust policy, " + line);
        reader.attached(roleName()).stream()
                .filter(policy -> !seen.attached().contains(policy))
                .forEach(policy -> changes.add("managed policy " + policy + " attached"));
        reader.inlinePolicies(roleName()).stream()
                .filter(policy -> !seen.inline().containsKey(policy))
                .forEach(policy -> changes.add("inline policy " + policy + " added"));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(target() + " has changed since the plan: " + String.join("; ", changes));
    }

    private String trustSeen() {
        return seen.trust().contains(ID_OF_A_DELETED_ROLE) ? "" : seen.trust();
    }

    private Set<String> others(Role found) {
        return others(IamReader.tagsOf(found.tags()));
    }

    @Override
    public boolean execute(Clients clients) {
        IamReader reader = new IamReader(clients);
        Optional<Role> found = reader.role(roleName());
        if (found.isEmpty()) {
            return false;
        }
        staleness(reader, found.get()).ifPresent(change -> {
            throw new StaleException(change);
        });
        if (others(found.get()).isEmpty()) {
            delete(clients);
        } else if (!leaving.isEmpty()) {
            OwnerTags.leave(new RoleTags(clients, roleName()), leaving, true);
        }
        return true;
    }

    private void delete(Clients clients) {
        try {
            IamWriter.unlessGone(() -> clients.retry()
                    .call("delete " + target(), () -> clients.iam().deleteRole(role -> role.roleName(roleName()))));
        } catch (DeleteConflictException somebodyWasFaster) {
            // A policy was added a moment ago, or an instance profile contains the role.
            throw new StaleException(target() + " was not in use when the plan was made, but it is now: "
                    + somebodyWasFaster.awsErrorDetails().errorMessage());
        }
    }
}
