package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the roles that stacks describe with what IAM has.
 *
 * <p>A role that keda4j made is kept exactly as described: any other statement, policy or session length is reverted.
 * An adopted role also keeps what it had before.
 */
public final class RolePlanner {

    private static final String NAMESPACE_KEY = "aws:RequestTag/kubernetes-namespace";
    private static final String ACCOUNT_KEY = "aws:RequestTag/kubernetes-service-account";

    private final IamReader reader;
    private final RoleWrites writes;
    private final RolePolicyWrites policies;
    private final RoleQuotas quotas;
    private final Draft draft;
    private final Optional<Map<String, RoleState>> inventory;
    private final Map<String, Optional<RoleState>> read = new TreeMap<>();
    /** The names of all roles, as far as they are known, and of those that the plan creates. */
    private final Set<String> names = new TreeSet<>();

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
        this.policies = new RolePolicyWrites(draft);
        this.quotas = new RoleQuotas(draft);
        this.draft = draft;
        this.inventory = reader.all().map(roles -> {
            Map<String, RoleState> known = new TreeMap<>();
            roles.forEach((name, role) -> known.put(name, role.knowing(Owner.tagKeys(draft.concerned()))));
            return known;
        });
        inventory.ifPresent(roles -> names.addAll(roles.keySet()));
        if (inventory.isEmpty()) {
            draft.note("keda4j did not look for roles that stacks no longer describe: the caller may not call"
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
                .map(role -> Arn.accountIn(role.arn()))
                .or(reader::account);
    }

    /**
     * {@return the pods that may assume roles now, as namespace and service account, by the name of the role, both for
     * roles that belong to the stacks and for other roles}
     *
     * @param described the names of roles that the stacks describe
     * @param referenced the ARNs of roles that the stacks use and somebody else maintains
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
            draft.refuse(desired.target() + " would have more inline policies of one stack than a tag can list.");
            return;
        }
        Optional<RoleState> live = find(desired.name());
        if (live.isEmpty()) {
            create(desired);
        } else if (mayWrite(desired, live.get())) {
            new RoleUpdate(draft, reader, desired, live.get()).plan();
        }
    }

    /** {@return how many roles have been planned that do not exist yet} */
    public int created() {
        return created;
    }

    private void create(RoleShare desired) {
        Optional<String> alike =
                names.stream().filter(desired.name()::equalsIgnoreCase).findFirst();
        if (alike.isPresent()) {
            draft.refuse(desired.target() + " cannot be created in addition to IAM role " + alike.get()
                    + ": IAM ignores the case of role names. Give the stack's role another name.");
            return;
        }
        names.add(desired.name());
        created++;
        Map<String, String> tags = new TreeMap<>(desired.definition().role().tags());
        tags.put(Owner.MANAGED_BY, Owner.US);
        tags.put(Owner.DESCRIBED_TAG, desired.hash());
        desired.claims().forEach((owner, claims) -> tags.put(owner, claims.value()));
        quotas.check(desired, tags, Map.of());
        writes.create(desired.definition(), OwnerTags.fit(tags));
        desired.definition()
                .inlinePolicies()
                .forEach(
                        (policy, document) -> policies.put(RolePlace.of(desired.definition()), policy, null, document));
    }

    private boolean mayWrite(RoleShare desired, RoleState live) {
        String expected = desired.definition().arn();
        if (!Arn.accountIn(expected).equals(Arn.accountIn(live.arn()))) {
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
        Set<String> others = live.ownersBesides(Owner.tagKeys(draft.concerned()));
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
        List<String> differences = new ArrayList<>();
        if (!desired.agreesWith(live)) {
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

    /**
     * Plans the removal of owners from the roles that they no longer describe. A role that keda4j made is removed with
     * its last owner.
     *
     * @param described the roles that stay, by name
     * @param trust the trust policies that the owners described before, by role, if known
     * @param referenced the ARNs of roles that the stacks use and somebody else maintains
     */
    public void prune(Set<String> described, Map<String, PolicyDocument> trust, Set<String> referenced) {
        RolePruning pruning = new RolePruning(draft);
        Stream<RoleState> known = inventory.isPresent()
                ? inventory.get().values().stream()
                : trust.keySet().stream().map(this::find).flatMap(Optional::stream);
        known.filter(role -> !described.contains(role.name())).forEach(role -> pruning.prune(role, trust, referenced));
    }
}
