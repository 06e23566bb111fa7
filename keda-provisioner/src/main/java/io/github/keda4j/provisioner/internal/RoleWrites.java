package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.Change.Action;
import io.github.keda4j.provisioner.ProvisioningException;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.RoleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Role;

/** Adds writes to roles, without their policies, to a draft. */
final class RoleWrites {

    private static final String DELETED_ROLE = "\\b(AROA[A-Z0-9]+)\\b";
    static final String RECREATED = "(the role was recreated)";

    private static final int STATE_DIGITS = 8;

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
                text(described, tags),
                clients -> create(clients, described, tags, () -> visible(clients, target, probe)),
                List.of(
                        Permission.bounded(
                                "iam:CreateRole",
                                described.arn(),
                                described.role().permissionsBoundary().orElse(null)),
                        Permission.of("iam:TagRole", described.arn()))));
    }

    private static void create(
            Clients clients, RoleDefinition described, Map<String, String> tags, Supplier<@Nullable String> visible) {
        String name = described.role().name();
        String target = RolePlanner.target(name);
        try {
            String arn = clients.retry()
                    .call(
                            "create " + target,
                            () -> clients.iam()
                                    .createRole(role -> role.roleName(name)
                                            .path(described.role().path())
                                            .assumeRolePolicyDocument(
                                                    described.trustPolicy().toJson())
                                            .permissionsBoundary(described
                                                    .role()
                                                    .permissionsBoundary()
                                                    .orElse(null))
                                            .tags(IamWriter.sdkTags(tags)))
                                    .role()
                                    .arn());
            if (!arn.equals(described.arn())) {
                clients.iam().deleteRole(role -> role.roleName(name));
                throw new ProvisioningException(
                        Reason.PREFLIGHT,
                        "The IAM client is for a different account than the stack: it created " + arn
                                + ", which was deleted again; the stack describes " + described.arn() + ".");
            }
        } catch (EntityAlreadyExistsException somebodyWasFaster) {
            // Somebody else created it, or an earlier attempt at this call whose answer was lost.
            if (!text(described, tags).equals(visible.get())) {
                throw new StaleException(target + " was created by somebody else since the plan.");
            }
        }
    }

    /** The state that a write compares before it creates a role. */
    private static String text(RoleDefinition described, Map<String, String> tags) {
        return Documents.text(described.trustPolicy()) + " " + new TreeMap<>(tags);
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
            // The reasons for an adoption already mention this tag.
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
        boolean joins = missing.keySet().stream()
                .anyMatch(key -> Owner.isTagKey(key) && !live.owners().contains(key));
        BiFunction<Map<String, String>, String, String> besides =
                (tags, agreed) -> (ofAll ? sharers.in(tags) : "") + (joins ? stateOf(tags, agreed, ofAll) : "");
        String same = besides.apply(live.tags(), live.agreed());
        Map<String, String> coming = OwnerTags.joining(live.tags(), missing);
        add(
                Action.UPDATE,
                "tags of " + RolePlanner.target(live.name()),
                details,
                live,
                role -> {
                    Map<String, String> tags = IamReader.tagsOf(role.tags());
                    String agreed = RoleState.agreed(
                            Documents.text(role.assumeRolePolicyDocument()), IamReader.boundaryOf(role));
                    return meaning(tags, missing.keySet()) + besides.apply(tags, agreed);
                },
                meaning(live.tags(), missing.keySet()) + same,
                meaning(missing, missing.keySet()) + same,
                iam -> iam.tagRole(role -> role.roleName(live.name()).tags(IamWriter.sdkTags(coming))),
                "iam:TagRole",
                sharers);
    }

    /**
     * A short text that stands for the state to which a joining stack agrees: the state must be the same when the stack
     * joins.
     */
    private static String stateOf(Map<String, String> tags, String agreed, boolean describes) {
        String described = describes ? "" : tags.getOrDefault(Owner.DESCRIBED_TAG, "");
        return " (hash of trust policy, boundary and description: " + Hashes.of(described + "\n" + agreed, STATE_DIGITS)
                + ")";
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
     * What a write compares: the parts that all owners of the role must agree on, and the owners themselves, because
     * the plan did not consider an owner that has joined since then.
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

    /** Packed tags are rewritten, and tags that are no longer needed are removed. */
    private static List<Permission> taggings(RoleState live) {
        return Permission.all(live.arn(), List.of("iam:TagRole", "iam:UntagRole"));
    }

    /** Removes owners, and other tags with them. Other runs may have packed an owner's own tag in the meantime. */
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

    /** Removes the role, unless another stack has joined since the plan. */
    void delete(RoleState live, Set<String> leaving) {
        draft.add(new RoleRemoval(live, Set.copyOf(leaving)));
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
                clients -> IamWriter.write(clients, "update " + target, write),
                sharers::inWords,
                RolePlace.of(live).needs(permission)));
    }
}
