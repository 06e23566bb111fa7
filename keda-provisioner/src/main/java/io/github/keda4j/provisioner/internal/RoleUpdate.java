package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans the change of a role that exists. A mark is written before the thing that it marks, and removed after that
 * thing: the role's tags name a policy before the policy is written, and until it has been deleted.
 */
final class RoleUpdate {

    private static final int SESSION_SECONDS = 3600;

    private final Draft draft;
    private final IamReader reader;
    private final RoleShare desired;
    private final RoleState live;
    private final RoleWrites writes;
    private final RolePolicyWrites policies;
    private final RoleQuotas quotas;
    private final Set<String> concerned;
    /** Whether keda4j made the role: then it is kept exactly as described. */
    private final boolean exclusive;

    RoleUpdate(Draft draft, IamReader reader, RoleShare desired, RoleState live) {
        this.draft = draft;
        this.reader = reader;
        this.desired = desired;
        this.live = live;
        this.writes = new RoleWrites(draft);
        this.policies = new RolePolicyWrites(draft);
        this.quotas = new RoleQuotas(draft);
        this.concerned = Owner.tagKeys(draft.concerned());
        this.exclusive = live.isMadeHere();
    }

    void plan() {
        Set<String> stale = stalePolicies();
        Map<String, String> tags = wantedTags();
        boolean compacts = makeRoom(tags);
        Map<String, String> first = tagsWithOldClaims(tags, stale);
        writes.tag(live, first, exclusive ? List.of() : List.of(adoption()));
        planTrust();
        planBoundary();
        if (exclusive) {
            revertSettings();
        }
        putPolicies();
        stale.forEach(policy -> delete(policy, "no stack describes it any longer"));
        if (exclusive) {
            live.unclaimed().stream()
                    .filter(policy -> !desired.definition().inlinePolicies().containsKey(policy))
                    .forEach(policy -> delete(policy, "no stack describes it"));
        }
        if (!stale.isEmpty()) {
            Map<String, String> then = new TreeMap<>(live.tags());
            then.putAll(first);
            writes.tag(live.with(then, Set.of()), tags, List.of());
        }
        writes.leavePacked(live, ownersWithTwoTags(tags, compacts));
        leaveOthers();
    }

    /** Policies that only the planned stacks claim and that they no longer describe. */
    private Set<String> stalePolicies() {
        Set<String> others = live.ownersBesides(concerned);
        Set<String> stale = new TreeSet<>();
        for (String policy : live.inline().keySet()) {
            boolean isOnlyTheirs = live.isClaimedBy(concerned, policy) && !live.isClaimedBy(others, policy);
            if (isOnlyTheirs && !desired.definition().inlinePolicies().containsKey(policy)) {
                stale.add(policy);
            }
        }
        return stale;
    }

    private Map<String, String> wantedTags() {
        Map<String, String> tags = new TreeMap<>(desired.definition().role().tags());
        tags.put(exclusive ? Owner.MANAGED_BY : Owner.ADOPTED_TAG, exclusive ? Owner.US : "true");
        String described = desired.hash();
        boolean isMarked = DescribedTag.isFor(live.tags(), described);
        boolean others = !live.ownersBesides(concerned).isEmpty();
        if (!isMarked && !(others && desired.agreesWith(live))) {
            tags.put(Owner.DESCRIBED_TAG, DescribedTag.instead(described, live.agreed()));
        }
        desired.claims().forEach((owner, claims) -> {
            boolean isPacked = !live.tags().containsKey(owner) && live.owners().contains(owner);
            if (!isPacked || !live.claimsOf(owner).isAs(claims)) {
                tags.put(owner, claims.value());
            }
        });
        return tags;
    }

    /** Checks the quotas, and packs tags of stacks if there is no room for more. */
    private boolean makeRoom(Map<String, String> tags) {
        Map<String, String> all = new TreeMap<>(live.tags());
        all.putAll(tags);
        quotas.check(desired, all, live.inline());
        Map<String, String> coming = OwnerTags.joining(live.tags(), RoleWrites.missing(live, tags));
        quotas.checkRoom(desired, live, coming);
        coming.keySet().removeAll(live.tags().keySet());
        boolean compacts = !coming.isEmpty() && live.tags().size() + coming.size() > OwnerTags.ROOM;
        if (compacts) {
            writes.compact(live, coming.size());
        }
        return compacts;
    }

    /** The tags to use until stale policies have been deleted. Until then, the owners claim these policies. */
    private Map<String, String> tagsWithOldClaims(Map<String, String> tags, Set<String> stale) {
        Map<String, String> first = new TreeMap<>(tags);
        if (!stale.isEmpty()) {
            desired.ownerKeys().stream().filter(live.owners()::contains).forEach(owner -> {
                first.remove(owner);
                Optional.ofNullable(live.tags().get(owner)).ifPresent(claims -> first.put(owner, claims));
            });
        }
        return first;
    }

    private String adoption() {
        return live.owners().isEmpty() || live.isAdopted() || Foreign.hasTaken(live.tags())
                ? "adopted from " + live.foreignOwner()
                : "without its tag " + Owner.MANAGED_BY + "=" + Owner.US
                        + " it counts as adopted, so it will be released and not deleted";
    }

    private void planTrust() {
        PolicyDocument described = desired.definition().trustPolicy();
        Optional<PolicyDocument> wanted =
                exclusive ? Optional.of(described) : AdoptedTrust.joined(live.trust(), described);
        if (wanted.isEmpty()) {
            draft.refuse(desired.target() + " was not made by keda4j and has a trust policy that keda4j cannot read."
                    + " Rewrite that policy, or give the stack's role another name.");
        } else if (!Documents.text(wanted.get()).equals(live.trust())) {
            quotas.checkTrust(live, wanted.get());
            writes.trust(live, wanted.get());
        }
    }

    private void planBoundary() {
        String wanted = desired.definition().role().permissionsBoundary().orElse(null);
        // The boundary on an adopted role may be set by the organization.
        if (!Objects.equals(live.boundary(), wanted) && (exclusive || wanted != null)) {
            writes.boundary(live, wanted);
        }
    }

    private void revertSettings() {
        reader.settings(desired.name()).ifPresent(settings -> {
            if (settings.sessionSeconds() != SESSION_SECONDS) {
                writes.sessionLength(live, settings.sessionSeconds(), SESSION_SECONDS);
            }
            if (!settings.description().isEmpty()) {
                writes.removeDescription(live, settings.description());
            }
        });
        live.attached().forEach(policy -> policies.detach(RolePlace.of(live), policy, "no stack describes it"));
    }

    private void putPolicies() {
        desired.definition().inlinePolicies().forEach((policy, document) -> {
            String present = live.inline().get(policy);
            if (Documents.text(document).equals(present)) {
                return;
            }
            if (present != null && !exclusive && live.unclaimed().contains(policy)) {
                draft.refuse(desired.target() + " was not made by keda4j and has another inline policy " + policy
                        + ". Rename that policy, or give the stack's role another name.");
            } else {
                policies.put(RolePlace.of(live), policy, present, document);
            }
        });
    }

    private void delete(String policy, String reason) {
        policies.deletePolicy(
                RolePlace.of(live), policy, Objects.requireNonNull(live.inline().get(policy)), reason);
    }

    /** Owners that have or get a tag of their own, although a packed tag names them or will name them. */
    private Set<String> ownersWithTwoTags(Map<String, String> tags, boolean compacts) {
        Set<String> twice = new TreeSet<>(RoleWrites.missing(live, tags).keySet());
        twice.retainAll(live.owners());
        if (!compacts) {
            twice.removeIf(owner -> !isPacked(owner));
        }
        desired.ownerKeys().stream()
                .filter(live.tags()::containsKey)
                .filter(this::isPacked)
                .forEach(twice::add);
        return twice;
    }

    private boolean isPacked(String owner) {
        return !OwnerTags.packedWith(live.tags(), Set.of(owner)).isEmpty();
    }

    /** Planned stacks that no longer need the role leave it. */
    private void leaveOthers() {
        Set<String> going = live.ownersAmong(concerned);
        going.removeAll(desired.ownerKeys());
        writes.leave(live, going);
    }
}
