package io.github.keda4j.validator;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an upgrade or a downgrade of KEDA changes for the triggers in a set of manifests:
 *
 * <pre>{@code
 * Findings findings = KedaUpgrade.from(KedaVersion.V2_20).to(KedaVersion.V2_21).check(manifests);
 * }</pre>
 *
 * <p>An error is something that the next release refuses and the current one accepts. A warning is something that only
 * the next release ignores or deprecates, or that it does not know yet. Entries that both releases treat in the same
 * way are not reported.
 */
public final class KedaUpgrade {

    private static final String TOO_YOUNG = "trigger-version";
    /** The namespace of objects that have none. */
    private static final String ANYWHERE = "*/";

    private static final Set<String> OF_RELEASES = Set.of(
            TOO_YOUNG,
            "trigger-removed-type",
            "trigger-removed-parameter",
            "trigger-ignored-parameter",
            "trigger-deprecated-type",
            "trigger-deprecated-parameter");

    private final KedaVersion present;
    private final KedaVersion next;

    private KedaUpgrade(KedaVersion present, KedaVersion next) {
        this.present = present;
        this.next = next;
    }

    /**
     * Starts with the current release.
     *
     * @param present the current release
     * @return the first half; {@link From#to} completes it
     */
    public static From from(KedaVersion present) {
        return new From(requireNonNull(present, "present"));
    }

    /**
     * The current release.
     *
     * @param present the current release
     */
    public record From(KedaVersion present) {

        /**
         * Sets the release that replaces it.
         *
         * @param next the next release, newer or older
         * @return the upgrade
         */
        public KedaUpgrade to(KedaVersion next) {
            return new KedaUpgrade(present, requireNonNull(next, "next"));
        }
    }

    /**
     * Checks the triggers of every {@link ScaledObject} and {@link ScaledJob}. The list may contain other objects too:
     * authentications are used, and the rest is ignored, including every {@code GenericKubernetesResource}. {@code
     * Manifests.read} returns typed objects, including those inside a {@code List}.
     *
     * @param manifests objects of any kind
     * @return the changes, in the order of the objects; each finding names its object, and pointers begin at the object
     */
    public Findings check(List<? extends HasMetadata> manifests) {
        Map<String, TriggerAuthenticationSpec> authentications = authentications(manifests);
        List<Finding> findings = new ArrayList<>();
        for (HasMetadata manifest : manifests) {
            boolean job = manifest instanceof ScaledJob;
            List<ScaleTriggers> triggers = triggers(manifest);
            for (int index = 0; index < triggers.size(); index++) {
                ScaleTriggers trigger = triggers.get(index);
                TriggerContext.Builder context = TriggerContext.builder().inScaledJob(job);
                TriggerAuthenticationSpec authentication =
                        authentications.get(key(trigger.getAuthenticationRef(), namespace(manifest)));
                if (authentication != null) {
                    context.authentication(authentication);
                }
                Findings changes = changes(trigger, context)
                        .under("/spec/triggers/" + index)
                        .about(manifest.getKind() + " " + name(manifest));
                findings.addAll(changes.asList());
            }
        }
        return Findings.of(findings);
    }

    private Findings changes(ScaleTriggers trigger, TriggerContext.Builder context) {
        Set<String> already = new HashSet<>();
        for (Finding finding : Triggers.check(trigger, context.version(present).build())) {
            already.add(identity(finding));
        }
        List<Finding> changes = new ArrayList<>();
        for (Finding finding : Triggers.check(trigger, context.version(next).build())) {
            boolean ofReleases = OF_RELEASES.contains(finding.rule());
            boolean changed = finding.rule().equals(TOO_YOUNG) || !already.contains(identity(finding));
            if (ofReleases && changed) {
                changes.add(finding);
            }
        }
        return Findings.of(changes);
    }

    private static String identity(Finding finding) {
        return finding.rule() + " " + finding.severity() + " " + finding.pointer();
    }

    private static List<ScaleTriggers> triggers(HasMetadata manifest) {
        List<ScaleTriggers> triggers = null;
        if (manifest instanceof ScaledObject object && object.getSpec() != null) {
            triggers = object.getSpec().getTriggers();
        } else if (manifest instanceof ScaledJob job && job.getSpec() != null) {
            triggers = job.getSpec().getTriggers();
        }
        return triggers == null ? List.of() : triggers;
    }

    private static Map<String, TriggerAuthenticationSpec> authentications(List<? extends HasMetadata> manifests) {
        Map<String, TriggerAuthenticationSpec> authentications = new HashMap<>();
        for (HasMetadata manifest : manifests) {
            if (manifest instanceof TriggerAuthentication authentication && authentication.getSpec() != null) {
                authentications.put(name(manifest), authentication.getSpec());
            } else if (manifest instanceof ClusterTriggerAuthentication authentication
                    && authentication.getSpec() != null
                    && authentication.getMetadata() != null) {
                authentications.put(ANYWHERE + authentication.getMetadata().getName(), authentication.getSpec());
            }
        }
        return authentications;
    }

    private static @Nullable String key(@Nullable AuthenticationRef reference, String namespace) {
        if (reference == null) {
            return null;
        }
        boolean cluster = AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION.equals(reference.getKind());
        return (cluster ? ANYWHERE : prefix(namespace)) + reference.getName();
    }

    private static String name(HasMetadata manifest) {
        String name =
                manifest.getMetadata() == null ? null : manifest.getMetadata().getName();
        return prefix(namespace(manifest)) + Objects.requireNonNullElse(name, "without a name");
    }

    private static String namespace(HasMetadata manifest) {
        String namespace =
                manifest.getMetadata() == null ? null : manifest.getMetadata().getNamespace();
        return Objects.requireNonNullElse(namespace, "");
    }

    private static String prefix(String namespace) {
        return namespace.isEmpty() ? "" : namespace + "/";
    }
}
