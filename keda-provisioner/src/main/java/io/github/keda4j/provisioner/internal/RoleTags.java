package io.github.keda4j.provisioner.internal;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of a role.
 *
 * @param clients the caller's
 * @param roleName the role
 */
record RoleTags(Clients clients, String roleName) implements OwnerTags.Store {

    @Override
    public Map<String, String> read() {
        return new IamReader(clients)
                .role(roleName)
                .map(role -> IamReader.tagsOf(role.tags()))
                .orElseGet(TreeMap::new);
    }

    @Override
    public void tag(Map<String, String> tags) {
        IamWriter.write(
                clients,
                "tag " + RolePlanner.target(roleName),
                iam -> iam.tagRole(role -> role.roleName(roleName).tags(IamWriter.sdkTags(tags))));
    }

    @Override
    public void untag(Collection<String> keys) {
        IamWriter.write(
                clients,
                "untag " + RolePlanner.target(roleName),
                iam -> iam.untagRole(role -> role.roleName(roleName).tagKeys(keys)));
    }
}
