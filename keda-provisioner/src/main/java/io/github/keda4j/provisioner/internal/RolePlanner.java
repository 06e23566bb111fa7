package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.ManagedRole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the roles that stacks describe with what IAM has.
 *
 * <p>A role that keda4j made is kept exactly as described: any other statement, policy or session length is reverted.
 * An adopted role also keeps what it had before.
 */
public final class RolePlanner {

    private static final int SESSION_SECONDS = 3600;
    private static final String OUR_SID = "Keda4j";
    private static final String NAMESPACE_KEY = "aws:RequestTag/kubernetes-namespace";
    private static final String ACCOUNT_KEY = "aws:RequestTag/kubernetes-service-account";

    private final IamReader reader;
    private final RoleWrites writes;
    private final Draft draft;
    private final Optional<Map<String, RoleState>> inventory;
    private final Map<String, Optional<RoleState>> read = new TreeMap<>();
    private int created;

    /**
     * Reads the roles of the account, all at once if the caller may do so.
     *
     * @param clients the clients to read with
     * @param draft receives the planned changes
     */
    public RolePlanner(Clients clients, Draft draft) {
        this.reader = new IamReader(clients);
        this.writes = new RoleWrites(draft);
        this.draft = draft;
        this.inventory = reader.all().map(roles -> {
            Map<String, RoleState> known = new TreeMap<>();
            roles.forEach((name, role) -> known.put(name, role.knowing(Owner.tagKeys(draft.concerned()))));
            return known;
        });
        if (inventory.isEmpty()) {
            draft.note("Roles that stacks no longer describe were not looked for: the caller may not"
                    + " iam:GetAccountAuthorizationDetails.");
        }
    }

    static String target(String role) {
        return "IAM role " + role;
    }

    /** {@return the account of the IAM client; empty if unknown} */
    public Optional<String> account() {
        return inventory
                .flatMap(roles -> roles.values().stream().findFirst())
                .map(role -> IamReader.accountOf(role.arn()))
                .or(reader::account);
    }

    /**
     * {@return the pods that may assume roles now, as namespace and service account, by the name of the role: of the
     * roles that belong to the stacks, and of others}
     *
     * @param described the names of roles that the stacks describe
     * @param referenced the ARNs of roles that the stacks need and leave to others
     */
    public Map<String, Set<String>> pods(Set<String> described, Set<String> referenced) {
        Set<String> keys = Owner.tagKeys(draft.concerned());
        Map<String, RoleState> roles = new TreeMap<>();
        inventory.orElse(Map.of()).values().stream()
                .filter(role -> referenced.contains(role.arn())
                        || role.owners().stream().anyMatch(keys::contains))
                .forEach(role -> roles.put(role.name(), role));
        described.forEach(name -> find(name).ifPresent(role -> roles.put(name, role)));
        Map<String, Set<String>> pods = new TreeMap<>();
        roles.forEach((name, role) -> pods.put(name, podsIn(role.trust())));
        return pods;
    }

    private static Set<String> podsIn(String trust) {
        Set<String> pods = new TreeSet<>();
        Documents.read(trust)
                .ifPresent(document -> document.statements()
                        .forEach(statement -> valuesOf(statement, NAMESPACE_KEY)
                                .forEach(namespace -> valuesOf(statement, ACCOUNT_KEY)
                                        .forEach(account -> pods.add(AssociationForm.key(namespace, account))))));
        return pods;
    }

    private static List<String> valuesOf(Statement statement, String key) {
        return statement.conditions().stream()
                .filter(condition -> condition.key().equalsIgnoreCase(key))
                .flatMap(condition -> condition.values().stream())
                .toList();
    }

    private Optional<RoleState> find(String name) {
        return inventory.isPresent()
                ? Optional.ofNullable(inventory.get().get(name))
                : read.computeIfAbsent(
                        name, one -> reader.one(one).map(role -> role.knowing(Owner.tagKeys(draft.concerned()))));
    }

    /**
     * Plans to make a role as described.
     *
     * @param desired the role and who describes it
     */
    public void plan(RoleShare desired) {
        draft.describes(desired.target());
        if (desired.claims().values().stream().anyMatch(claims -> !claims.fits())) {
            draft.refuse(desired.target() + " would have more inline policies of one stack than fit into a tag.");
            return;
        }
        Optional<RoleState> live = find(desired.name());
        if (live.isEmpty()) {
            create(desired);
        } else if (mayWrite(desired, live.get())) {
            update(desired, live.get());
        }
    }

    /** {@return how many roles have been planned that do not exist yet} */
    public int created() {
        return created;
    }

    private void create(RoleShare desired) {
        created++;
        Map<String, String> tags = new TreeMap<>(desired.definition().role().tags());
        tags.put(Owner.MANAGED_BY, Owner.US);
        tags.put(Owner.DESCRIBED_TAG, desired.hash());
        desired.claims().forEach((owner, claims) -> tags.put(owner, claims.value()));
        checkQuotas(desired, tags, Map.of());
        writes.create(desired.definition(), OwnerTags.fit(tags));
        desired.definition()
                .inlinePolicies()
                .forEach((policy, document) ->
                        writes.put(RoleWrites.Place.of(desired.definition()), policy, null, document));
    }

    private boolean mayWrite(RoleShare desired, RoleState live) {
        String expected = desired.definition().arn();
        if (!IamReader.accountOf(expected).equals(IamReader.accountOf(live.arn()))) {
            draft.refuse("The IAM client is for a different account than the stack: it found " + live.arn()
                    + ", but the stack describes " + expected + ".");
            return false;
        }
        boolean adopts = draft.mayAdopt(desired.target());
        if (!live.isOurs() && !adopts) {
            draft.refuseForeign(
                    desired.target(),
                    live.foreignOwner(),
                    "Give the stack's role another name"
                            + (expected.equals(live.arn()) ? ", or call adopt(\"" + desired.target() + "\")." : "."));
            return false;
        }
        if (!expected.equals(live.arn())) {
            draft.refuse(desired.target() + " has path " + live.path() + ", but the stack describes path "
                    + desired.definition().role().path()
                    + "; IAM cannot move a role. Describe its current path, or use another name.");
            return false;
        }
        Set<String> others = others(live, Owner.tagKeys(draft.concerned()));
        List<String> differences = others.isEmpty() ? List.of() : contradictions(desired, live, others);
        if (!differences.isEmpty() && !adopts) {
            // Stacks of different clusters cannot be applied together, and their trust policies differ.
            boolean ofOneCluster =
                    draft.concerned().stream().anyMatch(owner -> others.stream().anyMatch(owner::mayShareClusterWith));
            draft.refuseShared(
                    desired.target(),
                    others,
                    differences,
                    ofOneCluster
                            ? "Apply all its stacks together, describe it in the same way"
                            : "Give the stack's role another name",
                    "");
            return false;
        }
        return true;
    }

    /** The differences that come from other owners' descriptions, as opposed to manual changes. */
    private static List<String> contradictions(RoleShare desired, RoleState live, Set<String> others) {
        List<String> differences = new java.util.ArrayList<>();
        if (!desired.hash().equals(live.tags().get(Owner.DESCRIBED_TAG))) {
            differences.addAll(Documents.difference(
                    live.trust(), Documents.text(desired.definition().trustPolicy())));
            if (differences.isEmpty()) {
                differences.add("another permissions boundary or other tags");
            }
        }
        desired.definition().inlinePolicies().forEach((name, document) -> {
            String text = Documents.text(document);
            if (others.stream()
                    .map(live::claimsOf)
                    .anyMatch(claims -> claims.has(name) && !claims.agrees(name, text))) {
                differences.add("inline policy " + name);
            }
        });
        return differences;
    }

    private static Set<String> others(RoleState live, Set<String> owners) {
        Set<String> others = new TreeSet<>(live.owners());
        others.removeAll(owners);
        return others;
    }

    private void update(RoleShare desired, RoleState live) {
        boolean exclusive = live.isMadeHere();
        String name = desired.name();
        Set<String> stale = staleClaims(desired, live);
        Map<String, String> tags = wantedTags(desired, live, exclusive);
        Map<String, String> all = new TreeMap<>(live.tags());
        all.putAll(tags);
        checkQuotas(desired, all, live.inline());
        Map<String, String> coming = OwnerTags.joining(live.tags(), RoleWrites.missing(live, tags));
        if (!OwnerTags.hasRoom(live.tags(), coming)) {
            long theirs = live.tags().keySet().stream()
                    .filter(key -> !Owner.isTagKey(key) && !OwnerTags.isPacked(key))
                    .count();
            draft.refuse(desired.target() + " would have " + (live.tags().size() + coming.size()) + " tags, of which "
                    + theirs + " name no stack; IAM allows " + OwnerTags.MOST_TAGS
                    + ". Remove tags that nobody needs, or apply fewer stacks at once.");
        }
        coming.keySet().removeAll(live.tags().keySet());
        boolean compacts = !coming.isEmpty() && live.tags().size() + coming.size() > OwnerTags.ROOM;
        if (compacts) {
            writes.compact(live, coming.size());
        }
        Map<String, String> first = new TreeMap<>(tags);
        if (!stale.isEmpty()) {
            // The old claims stay until the policies that they name have been deleted.
            desired.ownerKeys().stream().filter(live.owners()::contains).forEach(owner -> {
                first.remove(owner);
                Optional.ofNullable(live.tags().get(owner)).ifPresent(claims -> first.put(owner, claims));
            });
        }
        writes.tag(live, first, exclusive ? List.of() : List.of(adoption(live)));
        planTrust(desired, live, exclusive);
        planBoundary(desired.definition().role(), live, exclusive);
        if (exclusive) {
            reader.settings(name).ifPresent(settings -> {
                if (settings.sessionSeconds() != SESSION_SECONDS) {
                    writes.sessionLength(live, settings.sessionSeconds(), SESSION_SECONDS);
                }
                if (!settings.description().isEmpty()) {
                    writes.removeDescription(live, settings.description());
                }
            });
            live.attached()
                    .forEach(policy -> writes.detach(RoleWrites.Place.of(live), policy, "no stack describes it"));
        }
        desired.definition().inlinePolicies().forEach((policy, document) -> {
            String present = live.inline().get(policy);
            if (present != null
                    && !exclusive
                    && live.unclaimed().contains(policy)
                    && !Documents.text(document).equals(present)) {
                draft.refuse(desired.target() + " was not made by keda4j and has another inline policy " + policy
                        + ". Rename that policy, or give the stack's role another name.");
            } else if (!Documents.text(document).equals(present)) {
                writes.put(RoleWrites.Place.of(live), policy, present, document);
            }
        });
        stale.forEach(policy -> writes.deletePolicy(
                RoleWrites.Place.of(live),
                policy,
                Objects.requireNonNull(live.inline().get(policy)),
                "no stack describes it any longer"));
        if (exclusive) {
            live.unclaimed().stream()
                    .filter(policy -> !desired.definition().inlinePolicies().containsKey(policy))
                    .forEach(policy -> writes.deletePolicy(
                            RoleWrites.Place.of(live),
                            policy,
                            Objects.requireNonNull(live.inline().get(policy)),
                            "no stack describes it"));
        }
        if (!stale.isEmpty()) {
            Map<String, String> then = new TreeMap<>(live.tags());
            then.putAll(first);
            writes.tag(live.with(then, Set.of()), tags, List.of());
        }
        // Owners that get their own tag, although they are already packed or will be packed by this plan.
        Set<String> twice = new TreeSet<>(RoleWrites.missing(live, tags).keySet());
        twice.retainAll(live.owners());
        if (!compacts) {
            twice.removeIf(
                    owner -> OwnerTags.packedWith(live.tags(), Set.of(owner)).isEmpty());
        }
        desired.ownerKeys().stream()
                .filter(live.tags()::containsKey)
                .filter(owner ->
                        !OwnerTags.packedWith(live.tags(), Set.of(owner)).isEmpty())
                .forEach(twice::add);
        writes.leavePacked(live, twice);
        Set<String> going = new TreeSet<>(live.owners());
        going.retainAll(Owner.tagKeys(draft.concerned()));
        going.removeAll(desired.ownerKeys());
        writes.leave(live, going);
    }

    private static String adoption(RoleState live) {
        return live.owners().isEmpty() || live.isAdopted() || Foreign.hasTaken(live.tags())
                ? "adopted from " + live.foreignOwner()
                : "without its tag " + Owner.MANAGED_BY + "=" + Owner.US
                        + " it counts as adopted, so it will be released and not deleted";
    }

    /** Policies that only these owners claim and that they no longer describe. */
    private Set<String> staleClaims(RoleShare desired, RoleState live) {
        Set<String> concerned = Owner.tagKeys(draft.concerned());
        Set<String> others = others(live, concerned);
        Set<String> stale = new TreeSet<>();
        for (String policy : live.inline().keySet()) {
            boolean wasTheirs =
                    concerned.stream().anyMatch(owner -> live.claimsOf(owner).has(policy));
            boolean isOthers =
                    others.stream().anyMatch(owner -> live.claimsOf(owner).has(policy));
            if (wasTheirs && !isOthers && !desired.definition().inlinePolicies().containsKey(policy)) {
                stale.add(policy);
            }
        }
        return stale;
    }

    private static Map<String, String> wantedTags(RoleShare desired, RoleState live, boolean exclusive) {
        Map<String, String> tags = new TreeMap<>(desired.definition().role().tags());
        tags.put(exclusive ? Owner.MANAGED_BY : Owner.ADOPTED_TAG, exclusive ? Owner.US : "true");
        tags.put(Owner.DESCRIBED_TAG, desired.hash());
        desired.claims().forEach((owner, claims) -> {
            boolean isPacked = !live.tags().containsKey(owner) && live.owners().contains(owner);
            if (!isPacked || !live.claimsOf(owner).isAs(claims)) {
                tags.put(owner, claims.value());
            }
        });
        return tags;
    }

    private void planTrust(RoleShare desired, RoleState live, boolean exclusive) {
        PolicyDocument described = desired.definition().trustPolicy();
        PolicyDocument wanted = described;
        if (!exclusive) {
            wanted = Documents.read(live.trust()).orElse(described);
            for (Statement statement : described.statements()) {
                wanted = wanted.upsert(besideTheirs(statement));
            }
        }
        if (!Documents.text(wanted).equals(live.trust())) {
            checkTrust(live, wanted);
            writes.trust(live, wanted);
        }
    }

    /**
     * The statement with a Sid that only keda4j uses, for a role that others made. AWS's documentation and tools use
     * the same Sids as the stacks do, and a statement that others wrote must be neither replaced nor removed later.
     */
    private static Statement besideTheirs(Statement described) {
        return described
                .sid()
                .map(sid -> described.toBuilder().sid(sid + OUR_SID).build())
                .orElse(described);
    }

    private void planBoundary(ManagedRole role, RoleState live, boolean exclusive) {
        String wanted = role.permissionsBoundary().orElse(null);
        // The boundary on an adopted role may be set by the organization.
        if (!Objects.equals(live.boundary(), wanted) && (exclusive || wanted != null)) {
            writes.boundary(live, wanted);
        }
    }

    private void checkTrust(RoleState live, PolicyDocument wanted) {
        int present = Documents.read(live.trust()).map(PolicyDocument::size).orElse(0);
        // An account with a longer trust policy evidently has a higher quota.
        if (wanted.size() > Math.max(present, PolicyType.TRUST.maxCharacters())) {
            draft.refuse("The trust policy of " + target(live.name()) + " would have " + wanted.size()
                    + " characters; IAM allows " + PolicyType.TRUST.maxCharacters()
                    + ". Remove statements that nobody needs, or give the stack's role another name.");
        }
    }

    private void checkQuotas(RoleShare desired, Map<String, String> tags, Map<String, String> present) {
        Map<String, Integer> sizes = new TreeMap<>();
        present.forEach((name, text) ->
                sizes.put(name, Documents.read(text).map(PolicyDocument::size).orElse(text.length())));
        desired.definition().inlinePolicies().forEach((name, document) -> sizes.put(name, document.size()));
        int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
        if (total > PolicyType.ROLE_INLINE.maxCharacters()) {
            draft.refuse(
                    desired.target() + " would have " + sizes.size() + " inline policies of " + total
                            + " characters; IAM allows " + PolicyType.ROLE_INLINE.maxCharacters()
                            + ". Let some stacks read their events with a separate role, or with the role of another operator.");
        }
        int least = OwnerTags.fit(tags).size();
        if (least > OwnerTags.MOST_TAGS) {
            draft.refuse(desired.target() + " would have " + least
                    + " tags, which name the stacks that it belongs to; IAM allows " + OwnerTags.MOST_TAGS
                    + ". Give some stacks another role.");
        }
    }

    /**
     * Plans that owners leave the roles that they no longer describe. The last stack to leave a role that keda4j made
     * removes it.
     *
     * @param described the roles that stay, by name
     * @param trust the trust policies that the owners described before, by role, if known
     * @param referenced the ARNs of roles that the stacks need and leave to others
     */
    public void prune(Set<String> described, Map<String, PolicyDocument> trust, Set<String> referenced) {
        Set<String> keys = Owner.tagKeys(draft.concerned());
        inventory
                .orElseGet(() -> {
                    Map<String, RoleState> known = new TreeMap<>();
                    trust.keySet().forEach(name -> find(name).ifPresent(role -> known.put(name, role)));
                    return known;
                })
                .values()
                .stream()
                .filter(role -> !described.contains(role.name()))
                .forEach(role -> {
                    if (role.owners().stream().anyMatch(keys::contains)
                            || (role.isMadeHere() && role.owners().isEmpty() && trust.containsKey(role.name()))) {
                        if (referenced.contains(role.arn())) {
                            handOver(role, keys);
                        } else {
                            leave(role, keys, Optional.ofNullable(trust.get(role.name())));
                        }
                    } else if (trust.containsKey(role.name())) {
                        draft.note(target(role.name()) + " stays: it belongs to "
                                + (role.owners().isEmpty() ? role.foreignOwner() : Owner.names(role.owners())) + ".");
                    }
                });
    }

    /** Gives up the role, because the stacks now refer to it as an existing role that somebody else maintains. */
    private void handOver(RoleState live, Set<String> leaving) {
        Set<String> going = new TreeSet<>(leaving);
        going.retainAll(live.owners());
        Set<String> remaining = others(live, leaving);
        if (remaining.isEmpty()) {
            going.addAll(Set.of(Owner.MANAGED_BY, Owner.DESCRIBED_TAG, Owner.ADOPTED_TAG));
            going.removeIf(
                    key -> !live.tags().containsKey(key) && !live.owners().contains(key));
        }
        writes.leave(live, going);
        draft.note(target(live.name()) + " stays: "
                + (remaining.isEmpty()
                        ? "its stack refers to it as an existing role."
                        : "it belongs to " + Owner.names(remaining) + " too."));
    }

    private void leave(RoleState live, Set<String> leaving, Optional<PolicyDocument> described) {
        String name = live.name();
        Set<String> remaining = others(live, leaving);
        live.inline().forEach((policy, text) -> {
            boolean theirs =
                    leaving.stream().anyMatch(owner -> live.claimsOf(owner).has(policy));
            boolean others =
                    remaining.stream().anyMatch(owner -> live.claimsOf(owner).has(policy));
            boolean nobodys = remaining.isEmpty() && live.isMadeHere();
            if ((theirs || nobodys) && !others) {
                writes.deletePolicy(
                        RoleWrites.Place.of(live),
                        policy,
                        text,
                        theirs ? "no stack needs it any longer" : "no stack described it");
            }
        });
        Set<String> going = new TreeSet<>(leaving);
        going.retainAll(live.owners());
        if (!remaining.isEmpty()) {
            writes.leave(live, going);
            draft.note(target(name) + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (live.isMadeHere()) {
            live.attached().forEach(policy -> writes.detach(RoleWrites.Place.of(live), policy, "its role is deleted"));
            writes.delete(live, going);
        } else {
            described.ifPresent(trust -> releaseTrust(live, trust));
            going.add(Owner.ADOPTED_TAG);
            going.add(Owner.DESCRIBED_TAG);
            going.removeIf(
                    key -> !live.tags().containsKey(key) && !live.owners().contains(key));
            writes.leave(live, going);
            draft.note(target(name) + " stays: " + Foreign.whyItStays(live.tags()));
        }
    }

    private void releaseTrust(RoleState live, PolicyDocument described) {
        Set<String> ours = new TreeSet<>();
        described
                .statements()
                .forEach(statement -> besideTheirs(statement).sid().ifPresent(ours::add));
        Documents.read(live.trust()).ifPresent(present -> {
            List<Statement> kept = present.statements().stream()
                    .filter(statement -> statement
                            .sid()
                            .map(sid -> !ours.contains(sid))
                            .orElse(!described.statements().contains(statement)))
                    .toList();
            if (!kept.isEmpty() && kept.size() < present.statements().size()) {
                writes.trust(live, PolicyDocument.builder().statements(kept).build());
            }
        });
    }
}
