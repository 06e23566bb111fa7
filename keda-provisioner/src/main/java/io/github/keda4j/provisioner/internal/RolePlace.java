package io.github.keda4j.provisioner.internal;

import io.github.keda4j.wiring.RoleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * The role that a policy is put into or taken out of.
 *
 * @param name its name
 * @param id its id (a recreated role has another one); null if the plan creates it
 * @param arn its ARN
 * @param boundary the ARN of its permissions boundary, if it has one
 */
record RolePlace(
        String name,
        @Nullable String id,
        String arn,
        @Nullable String boundary) {

    static RolePlace of(RoleState live) {
        return new RolePlace(live.name(), live.id(), live.arn(), live.boundary());
    }

    /** A role that the plan creates. */
    static RolePlace of(RoleDefinition described) {
        return new RolePlace(
                described.role().name(),
                null,
                described.arn(),
                described.role().permissionsBoundary().orElse(null));
    }

    List<Permission> needs(String action) {
        return List.of(Permission.bounded(action, arn, boundary));
    }

    /** Reads something from this role, but not from another role that somebody created under the same name. */
    GuardedWrite.Probe holding(Function<IamReader, @Nullable String> aspect) {
        return clients -> {
            IamReader reader = new IamReader(clients);
            if (id != null) {
                Optional<Role> role = reader.role(name);
                if (role.isEmpty() || !role.get().roleId().equals(id)) {
                    return role.isEmpty() ? null : RoleWrites.RECREATED;
                }
            }
            return aspect.apply(reader);
        };
    }
}
