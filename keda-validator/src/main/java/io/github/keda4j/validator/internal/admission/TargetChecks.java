package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.core.Claims;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.ServedKinds;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks whether the workload can be found by its kind, and whether something else already scales it. */
final class TargetChecks {

    private static final String KIND = ScaledObjectView.TARGET + "/kind";
    private static final String API_VERSION = ScaledObjectView.TARGET + "/apiVersion";
    private static final String NAME = "/metadata/name";

    private static final String HPA_OWNERSHIP = "validations.keda.sh/hpa-ownership";
    private static final String TRANSFER = "scaledobject.keda.sh/transfer-hpa-ownership";

    /** Workloads of other projects that people scale with KEDA. */
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "Rollout", "argoproj.io/v1alpha1",
            "DeploymentConfig", "apps.openshift.io/v1",
            "CloneSet", "apps.kruise.io/v1alpha1");

    private final ScaledObjectView object;
    private final ScaleTarget target;
    private final Subject subject;
    private final Setting setting;
    private final Reporter reporter;

    TargetChecks(ScaledObjectView object, Setting setting, Reporter reporter) {
        this.object = object;
        this.target = object.target();
        this.subject = object.subject();
        this.setting = setting;
        this.reporter = reporter;
    }

    void check() {
        if (reporter.isBroken(ScaledObjectView.TARGET)) {
            return;
        }
        if (isKindFit()) {
            checkNeighbours();
            checkOtherScaledObjects();
            checkAutoscalers();
        }
    }

    private boolean isKindFit() {
        if (!target.readable()) {
            reporter.report(
                    AdmissionRules.TARGET_KIND,
                    API_VERSION,
                    "apiVersion must have at most one slash, as in apps/v1.",
                    null);
            return false;
        }
        if (target.hasKindWithoutLookUp()) {
            return true;
        }
        ServedKinds kinds = setting.bundle().kinds();
        switch (kinds.of(target.group(), target.version(), target.kind())) {
            case NOT_SERVED -> {
                reporter.report(
                        AdmissionRules.TARGET_KIND,
                        KIND,
                        "The cluster has no kind " + Words.name(target.kind()) + " in "
                                + (target.apiVersion().isEmpty() ? "the core group" : Words.name(target.apiVersion()))
                                + ".",
                        hintForKind(kinds));
                return false;
            }
            case UNKNOWN ->
                reporter.unchecked(
                        KIND,
                        "Whether the cluster has the kind " + Words.name(target.kind()) + " in "
                                + Words.name(target.apiVersion()) + " is not known.");
            case SERVED -> {
                String exact = kinds.exact(target.apiVersion(), target.kind());
                if (exact != null) {
                    reporter.report(
                            AdmissionRules.TARGET_KIND_OVERLOOKED,
                            KIND,
                            "kind is " + Words.quoted(target.kind()) + ". KEDA accepts it but does not recognize it as "
                                    + exact
                                    + ", so KEDA checks neither the requests of the target's containers nor what else"
                                    + " scales the target.",
                            "Write " + exact + ".");
                }
            }
        }
        return true;
    }

    private @Nullable String hintForKind(ServedKinds kinds) {
        String home = WELL_KNOWN.get(target.kind());
        if (home != null && !home.equals(target.apiVersion())) {
            return "Write apiVersion: " + home + ".";
        }
        String near = NearestWord.of(target.kind(), kinds.kinds(target.apiVersion()));
        return near == null ? null : "Did you mean " + near + "?";
    }

    /** KEDA looks up the kinds that other ScaledObjects scale, and refuses the object if a lookup fails. */
    private void checkNeighbours() {
        Claims claims = setting.bundle().claims();
        boolean all = !setting.isSince(KedaVersion.V2_21);
        for (Claims.Claim claim : claims.scaledObjectsWithKindToLookUp(subject.namespace())) {
            boolean is = !claim.owner().isApplied() && !claim.owner().name().equals(subject.name());
            if (is && (all || claim.target().name().equals(target.name()))) {
                reportNeighbour(claim);
            }
        }
        for (Claims.Claim claim : claims.autoscalersWithKindToLookUp(subject.namespace())) {
            boolean is = !"false".equals(claim.owner().annotation(HPA_OWNERSHIP));
            if (is && (all || claim.target().name().equals(target.name()))) {
                reportNeighbour(claim);
            }
        }
    }

    private void reportNeighbour(Claims.Claim claim) {
        ScaleTarget other = claim.target();
        if (!other.readable()
                || setting.bundle().kinds().of(other.group(), other.version(), other.kind())
                        == ServedKinds.Answer.NOT_SERVED) {
            reporter.report(
                    AdmissionRules.NEIGHBOUR_TARGET_KIND,
                    ScaledObjectView.TARGET,
                    "KEDA refuses the object because " + claim.owner()
                            + " points to a kind that the cluster does not have: " + Words.name(other.kind()) + " in "
                            + Words.name(other.apiVersion()) + ".",
                    "Correct or delete " + claim.owner() + ".");
        }
    }

    private void checkOtherScaledObjects() {
        Claims claims = setting.bundle().claims();
        for (Claims.Claim claim : claims.scaledObjectsOf(subject.namespace(), target.name())) {
            if (isInTheWay(claim.owner()) && claim.target().isSameAs(target)) {
                reporter.report(
                        AdmissionRules.DUPLICATE_TARGET,
                        ScaledObjectView.TARGET,
                        claim.owner() + " scales " + target + " already. A workload must have one ScaledObject.",
                        "Put the triggers of both into one ScaledObject.");
                return;
            }
        }
        String autoscaler = object.autoscaler();
        for (Claims.Claim claim : claims.scaledObjectsWith(subject.namespace(), autoscaler)) {
            if (isInTheWay(claim.owner())) {
                String given = Claims.givenAutoscaler(object.spec());
                reporter.report(
                        AdmissionRules.DUPLICATE_AUTOSCALER,
                        given == null || given.isEmpty() ? NAME : ScaledObjectView.AUTOSCALER_NAME,
                        claim.owner() + " has an autoscaler with the same name, " + autoscaler + ".",
                        null);
                return;
            }
        }
    }

    private boolean isInTheWay(Subject other) {
        return other != subject && other.isBefore(subject) && !other.name().equals(subject.name());
    }

    private void checkAutoscalers() {
        for (Claims.Claim claim : setting.bundle().claims().autoscalersOf(subject.namespace(), target.name())) {
            Subject autoscaler = claim.owner();
            if (claim.target().isSameAs(target)
                    && !"false".equals(autoscaler.annotation(HPA_OWNERSHIP))
                    && !isOwned(autoscaler)) {
                reportAutoscaler(autoscaler);
            }
        }
    }

    private boolean isOwned(Subject autoscaler) {
        if (subject.name().isEmpty()) {
            return false; // the API server generates a new name, so no autoscaler can be owned by it yet
        }
        for (Node owner : autoscaler.metadata().elements("ownerReferences")) {
            if (owner instanceof Node.Mapping map
                    && "ScaledObject".equals(map.text("kind"))
                    && subject.name().equals(map.text("name"))) {
                return true;
            }
        }
        return false;
    }

    private void reportAutoscaler(Subject autoscaler) {
        if (!"true".equals(subject.annotation(TRANSFER))) {
            reporter.report(
                    AdmissionRules.TARGET_HAS_AUTOSCALER,
                    ScaledObjectView.TARGET,
                    autoscaler + " scales " + target + " already.",
                    "Delete it, or let KEDA take it over with the annotation " + TRANSFER
                            + ": \"true\" and its name in spec.advanced.horizontalPodAutoscalerConfig.name.");
        } else if (!autoscaler.name().equals(Claims.givenAutoscaler(object.spec()))) {
            reporter.report(
                    AdmissionRules.TRANSFER_WITHOUT_NAME,
                    ScaledObjectView.AUTOSCALER_NAME,
                    "KEDA takes over " + autoscaler
                            + " only if spec.advanced.horizontalPodAutoscalerConfig.name is its name.",
                    "Write name: " + autoscaler.name() + ".");
        }
    }
}
