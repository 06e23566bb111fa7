package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.Change.Action;
import io.github.keda4j.provisioner.ProvisioningException;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.RoleDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Adds writes to IAM to a draft. */
final class RoleWrites {

    private static final String ID_OF_A_DELETED_ROLE = "\"AROA";
    private static final String DELETED_ROLE = "\\b(AROA[A-Z0-9]+)\\b";
    private static final String RECREATED = "(the role was recreated)";
    private final Draft draft;

    RoleWrites(Draft draft) {
        this.draft = draft;
    }

    void create(RoleDefinition described, Map<String, String> tags) {
        String name = described.role().name();
        String target = RolePlanner.target(name);
        List<String> details = new ArrayList<>(Documents.difference(null, Documents.text(described.trustPolicy())));
        details.replaceAll(line -> "trust policy, " + line);
        described.role().permissionsBoundary().ifPresent(arn -> details.add("permissions boundary: " + arn));
        String wanted = Documents.text(described.trustPolicy()) + " " + new TreeMap<>(tags);
        GuardedWrite.Probe probe = clients -> new IamReader(clients)
                .role(name)
                .map(role -> Documents.text(role.assumeRolePolicyDocument()) + " " + IamReader.tagsOf(role.tags()))
                .orElse(null);
        draft.add(new GuardedWrite(
                Action.CREATE,
                target,
                details,
                probe,
                null,
                wanted,
                clients -> {
                    try {
                        String arn = clients.retry()
                                .call(
                                        "create " + target,
                                        () -> clients.iam()
                                                .createRole(role -> role.roleName(name)
                                                        .path(described.role().path())
                                                        .assumeRolePolicyDocument(described
                                                                .trustPolicy()
                                                                .toJson())
                                                        .permissionsBoundary(described
                                                                .role()
                                                                .permissionsBoundary()
                                                                .orElse(null))
                                                        .tags(sdkTags(tags)))
                                                .role()
                                                .arn());
                        if (!arn.equals(described.arn())) {
                            clients.iam().deleteRole(role -> role.roleName(name));
                            throw new ProvisioningException(
                                    Reason.PREFLIGHT,
                                    "The IAM client is for a different account than the stack: it created " + arn
                                            + ", which was deleted again; the stack describes " + described.arn()
                                            + ".");
                        }
                    } catch (EntityAlreadyExistsException somebodyWasFaster) {
                        // Somebody else created it, or an earlier attempt at this call whose answer was lost.
                        String found = visible(clients, target, probe);
                        if (!wanted.equals(found)) {
                            throw new StaleException(target + " was created by somebody else since the plan.");
                        }
                    }
                },
                List.of(
                        Permission.bounded(
                                "iam:CreateRole",
                                described.arn(),
                                described.role().permissionsBoundary().orElse(null)),
                        Permission.of("iam:TagRole", described.arn()))));
    }

    private static @Nullable String visible(Clients clients, String target, GuardedWrite.Probe probe) {
        List<String> found = new ArrayList<>();
        clients.retry().until("see " + target, () -> {
            Optional.ofNullable(probe.read(clients)).ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.isEmpty() ? null : found.get(0);
    }

    void tag(RoleState live, Map<String, String> wanted, List<String> reasons) {
        Map<String, String> missing = missing(live, wanted);
        if (missing.isEmpty()) {
            return;
        }
        List<String> details = new ArrayList<>(reasons);
        missing.forEach((key, value) -> {
            // The reasons for an adoption say so.
            if (reasons.isEmpty() || !key.equals(Owner.ADOPTED_TAG)) {
                details.add(Owner.tagInWords(
                        key,
                        live.owners().contains(key)
                                ? live.claimsOf(key).value()
                                : live.tags().get(key),
                        value));
            }
        });
        Sharers sharers = sharers();
        boolean ofAll = missing.containsKey(Owner.DESCRIBED_TAG);
        String others = ofAll ? sharers.in(live.tags()) : "";
        Map<String, String> coming = OwnerTags.joining(live.tags(), missing);
        add(
                Action.UPDATE,
                "tags of " + RolePlanner.target(live.name()),
                details,
                live,
                role -> {
                    Map<String, String> tags = IamReader.tagsOf(role.tags());
                    return meaning(tags, missing.keySet()) + (ofAll ? sharers.in(tags) : "");
                },
                meaning(live.tags(), missing.keySet()) + others,
                meaning(missing, missing.keySet()) + others,
                iam -> iam.tagRole(role -> role.roleName(live.name()).tags(sdkTags(coming))),
                "iam:TagRole",
                sharers);
    }

    /** The tags that a role lacks. Only the claims of an owner matter, not whether its tag is packed. */
    static Map<String, String> missing(RoleState live, Map<String, String> wanted) {
        Map<String, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeAll(live.tags().entrySet());
        missing.entrySet()
                .removeIf(tag -> live.claims().containsKey(tag.getKey())
                        && live.claimsOf(tag.getKey()).isAs(Claims.parse(tag.getValue())));
        return missing;
    }

    /** The tags in a form in which tags of owners look the same whether or not they are packed. */
    private static String meaning(Map<String, String> tags, Set<String> keys) {
        Map<String, String> some = new TreeMap<>(tags);
        some.keySet().retainAll(keys);
        some.keySet().removeIf(Owner::isTagKey);
        OwnerTags.read(tags, keys).forEach((owner, claims) -> {
            if (keys.contains(owner)) {
                some.put(owner, claims.canonical().value());
            }
        });
        return some.toString();
    }

    void trust(RoleState live, PolicyDocument wanted) {
        Sharers sharers = sharers();
        String others = sharers.in(live.tags());
        add(
                Action.UPDATE,
                "trust policy of " + RolePlanner.target(live.name()),
                Documents.difference(live.trust(), Documents.text(wanted)).stream()
                        .map(line -> line.replaceAll(DELETED_ROLE, "$1 (a deleted role)"))
                        .toList(),
                live,
                shared(sharers, role -> Documents.text(role.assumeRolePolicyDocument())),
                live.trust() + others,
                Documents.text(wanted) + others,
                iam -> iam.updateAssumeRolePolicy(
                        role -> role.roleName(live.name()).policyDocument(wanted.toJson())),
                "iam:UpdateAssumeRolePolicy",
                sharers);
    }

    void boundary(RoleState live, @Nullable String wanted) {
        Sharers sharers = sharers();
        String others = sharers.in(live.tags());
        add(
                Action.UPDATE,
                "permissions boundary of " + RolePlanner.target(live.name()),
                List.of(orNone(live.boundary()) + " -> " + orNone(wanted)),
                live,
                shared(sharers, role -> orNone(IamReader.boundaryOf(role))),
                orNone(live.boundary()) + others,
                orNone(wanted) + others,
                iam -> {
                    if (wanted == null) {
                        iam.deleteRolePermissionsBoundary(role -> role.roleName(live.name()));
                    } else {
                        iam.putRolePermissionsBoundary(
                                role -> role.roleName(live.name()).permissionsBoundary(wanted));
                    }
                },
                wanted == null ? "iam:DeleteRolePermissionsBoundary" : "iam:PutRolePermissionsBoundary",
                sharers);
    }

    /**
     * The parts that all owners of the role must agree on, and the owners, because the plan did not consider an owner
     * that has joined since.
     */
    private static Function<Role, @Nullable String> shared(Sharers sharers, Function<Role, String> aspect) {
        return role -> aspect.apply(role) + sharers.in(IamReader.tagsOf(role.tags()));
    }

    private Sharers sharers() {
        return new Sharers(Owner.tagKeys(draft.concerned()));
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "(none)" : text;
    }

    void sessionLength(RoleState live, int seen, int wanted) {
        add(
                Action.UPDATE,
                "session length of " + RolePlanner.target(live.name()),
                List.of(seen + " s -> " + wanted + " s"),
                live,
                role -> String.valueOf(role.maxSessionDuration()),
                String.valueOf(seen),
                String.valueOf(wanted),
                iam -> iam.updateRole(role -> role.roleName(live.name()).maxSessionDuration(wanted)),
                "iam:UpdateRole",
                sharers());
    }

    void removeDescription(RoleState live, String seen) {
        add(
                Action.UPDATE,
                "description of " + RolePlanner.target(live.name()),
                List.of(seen + " -> (none)"),
                live,
                role -> Objects.requireNonNullElse(role.description(), ""),
                seen,
                "",
                iam -> iam.updateRole(role -> role.roleName(live.name()).description("")),
                "iam:UpdateRole",
                sharers());
    }

    /**
     * The role that a policy is put into or taken out of.
     *
     * @param name its name
     * @param id its id, which a recreated role does not share; null if the plan creates it
     * @param arn its ARN
     * @param boundary the ARN of its permissions boundary, if it has one
     */
    record Place(
            String name,
            @Nullable String id,
            String arn,
            @Nullable String boundary) {

        static Place of(RoleState live) {
            return new Place(live.name(), live.id(), live.arn(), live.boundary());
        }

        /** A role that the plan creates. */
        static Place of(RoleDefinition described) {
            return new Place(
                    described.role().name(),
                    null,
                    described.arn(),
                    described.role().permissionsBoundary().orElse(null));
        }

        private List<Permission> needs(String action) {
            return List.of(Permission.bounded(action, arn, boundary));
        }

        /** Reads something from this role, but not from another role that somebody created under the same name. */
        GuardedWrite.Probe holding(Function<IamReader, @Nullable String> aspect) {
            return clients -> {
                IamReader reader = new IamReader(clients);
                if (id != null) {
                    Optional<Role> role = reader.role(name);
                    if (role.isEmpty() || !role.get().roleId().equals(id)) {
                        return role.isEmpty() ? null : RECREATED;
                    }
                }
                return aspect.apply(reader);
            };
        }
    }

    /**
     * Puts an inline policy.
     *
     * @param role where
     * @param policyName its name
     * @param seen what the plan found; null for nothing
     * @param wanted the policy
     */
    void put(Place role, String policyName, @Nullable String seen, PolicyDocument wanted) {
        String roleName = role.name();
        String target = "inline policy " + policyName + " of " + RolePlanner.target(roleName);
        String text = Documents.text(wanted);
        draft.add(new GuardedWrite(
                seen == null ? Action.CREATE : Action.UPDATE,
                target,
                Grants.difference(roleName, seen, wanted),
                role.holding(reader -> reader.inlinePolicy(roleName, policyName)),
                seen,
                text,
                clients -> write(
                        clients,
                        "put " + target,
                        iam -> iam.putRolePolicy(put ->
                                put.roleName(roleName).policyName(policyName).policyDocument(wanted.toJson()))),
                role.needs("iam:PutRolePolicy")));
    }

    void deletePolicy(Place role, String policyName, String seen, String reason) {
        String roleName = role.name();
        String target = "inline policy " + policyName + " of " + RolePlanner.target(roleName);
        draft.add(new GuardedWrite(
                Action.DELETE,
                target,
                List.of(reason),
                role.holding(reader -> reader.inlinePolicy(roleName, policyName)),
                seen,
                null,
                clients -> unlessGone(() -> clients.retry()
                        .call(
                                "delete " + target,
                                () -> clients.iam()
                                        .deleteRolePolicy(policy ->
                                                policy.roleName(roleName).policyName(policyName)))),
                role.needs("iam:DeleteRolePolicy")));
    }

    void detach(Place role, String policyArn, String reason) {
        String roleName = role.name();
        String target = "managed policy " + policyArn + " of " + RolePlanner.target(roleName);
        draft.add(new GuardedWrite(
                Action.DELETE,
                target,
                List.of(reason),
                role.holding(reader -> reader.attached(roleName).contains(policyArn) ? policyArn : null),
                policyArn,
                null,
                clients -> unlessGone(() -> clients.retry()
                        .call(
                                "detach " + target,
                                () -> clients.iam()
                                        .detachRolePolicy(policy ->
                                                policy.roleName(roleName).policyArn(policyArn)))),
                role.needs("iam:DetachRolePolicy")));
    }

    /** Makes room for the tags of more stacks. */
    void compact(RoleState live, int coming) {
        draft.add(PackedTagsWrite.compact(
                RolePlanner.target(live.name()),
                clients -> new RoleTags(clients, live.name()),
                live.tags(),
                coming,
                taggings(live)));
    }

    /** Removes stacks that have their own tags from packed tags. */
    void leavePacked(RoleState live, Set<String> keys) {
        if (!keys.isEmpty()) {
            draft.add(PackedTagsWrite.leave(
                    Action.UPDATE,
                    "packed tags of " + RolePlanner.target(live.name()),
                    clients -> new RoleTags(clients, live.name()),
                    keys,
                    false,
                    taggings(live)));
        }
    }

    /** Packed tags are rewritten, and tags that are no longer needed removed. */
    private static List<Permission> taggings(RoleState live) {
        return Permission.all(live.arn(), List.of("iam:TagRole", "iam:UntagRole"));
    }

    /**
     * The tags of a role.
     *
     * @param clients the caller's
     * @param roleName the role
     */
    private record RoleTags(Clients clients, String roleName) implements OwnerTags.Store {

        @Override
        public Map<String, String> read() {
            return new IamReader(clients)
                    .role(roleName)
                    .map(role -> IamReader.tagsOf(role.tags()))
                    .orElseGet(TreeMap::new);
        }

        @Override
        public void tag(Map<String, String> tags) {
            write(
                    clients,
                    "tag " + RolePlanner.target(roleName),
                    iam -> iam.tagRole(role -> role.roleName(roleName).tags(sdkTags(tags))));
        }

        @Override
        public void untag(Collection<String> keys) {
            write(
                    clients,
                    "untag " + RolePlanner.target(roleName),
                    iam -> iam.untagRole(role -> role.roleName(roleName).tagKeys(keys)));
        }
    }

    /** Removes owners, and other tags with them. Other runs may have packed an owner's own tag by then. */
    void leave(RoleState live, Set<String> keys) {
        if (!keys.isEmpty()) {
            draft.add(PackedTagsWrite.leave(
                    Action.RELEASE,
                    RolePlanner.target(live.name()),
                    clients -> new RoleTags(clients, live.name()),
                    keys,
                    true,
                    leaving(live, keys)));
        }
    }

    private static List<Permission> leaving(RoleState live, Set<String> keys) {
        return OwnerTags.packedWith(live.tags(), keys).isEmpty()
                ? List.of(Permission.of("iam:UntagRole", live.arn()))
                : taggings(live);
    }

    void delete(RoleState live, Set<String> leaving) {
        draft.add(new Removal(live, Set.copyOf(leaving)));
    }

    /**
     * Removes a role whose policies are gone, unless other stacks need it by now: then it only removes the tags of
     * the leaving owners. It refuses if somebody has changed the role or added a policy to it since the plan.
     *
     * @param seen the role as the plan found it
     * @param leaving the tags of the leaving owners
     */
    private record Removal(RoleState seen, Set<String> leaving) implements ExecutableChange {

        private String roleName() {
            return seen.name();
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public String target() {
            return RolePlanner.target(roleName());
        }

        @Override
        public List<String> details() {
            return List.of("no stack needs it any longer");
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
            return new Basis(seen.id(), "with " + String.join(" ", new TreeSet<>(leaving)) + " " + trustSeen(), null);
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
            Set<String> others = new TreeSet<>(
                    OwnerTags.read(IamReader.tagsOf(found.tags()), leaving).keySet());
            others.removeAll(leaving);
            return others;
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
                unlessGone(() -> clients.retry()
                        .call("delete " + target(), () -> clients.iam().deleteRole(role -> role.roleName(roleName()))));
            } catch (DeleteConflictException somebodyWasFaster) {
                // A policy was added a moment ago, or an instance profile contains the role.
                throw new StaleException(target() + " has been in use since the plan: "
                        + somebodyWasFaster.awsErrorDetails().errorMessage());
            }
        }
    }

    private void add(
            Action action,
            String target,
            List<String> details,
            RoleState live,
            Function<Role, @Nullable String> aspect,
            @Nullable String seen,
            @Nullable String wanted,
            Consumer<IamClient> write,
            String permission,
            Sharers sharers) {
        draft.add(new GuardedWrite(
                action,
                target,
                details,
                clients -> {
                    Optional<Role> role = new IamReader(clients).role(live.name());
                    if (role.isEmpty()) {
                        return "(the role is gone)";
                    }
                    return role.get().roleId().equals(live.id()) ? aspect.apply(role.get()) : RECREATED;
                },
                seen,
                wanted,
                clients -> write(clients, "update " + target, write),
                sharers::inWords,
                Place.of(live).needs(permission)));
    }

    /** Also retries if the role is unknown, because a role that was created a moment ago may be unknown for a while. */
    private static void write(Clients clients, String what, Consumer<IamClient> write) {
        try {
            clients.retry()
                    .call(
                            what,
                            () -> {
                                write.accept(clients.iam());
                                return true;
                            },
                            NoSuchEntityException.class::isInstance);
        } catch (NoSuchEntityException gone) {
            throw new StaleException("Could not " + what + ": the role was deleted since the plan.");
        }
    }

    private static void unlessGone(Runnable delete) {
        try {
            delete.run();
        } catch (NoSuchEntityException goneAlready) {
            // It is already gone, which is the goal.
        }
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        Collection<Map.Entry<String, String>> entries = new TreeMap<>(tags).entrySet();
        return entries.stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
