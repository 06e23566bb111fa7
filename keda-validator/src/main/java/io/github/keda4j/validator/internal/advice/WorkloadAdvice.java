package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.Claims;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import org.jspecify.annotations.Nullable;

/** Finds a number of replicas in the manifest of a workload that KEDA scales. */
public final class WorkloadAdvice implements Check {

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        boolean workload = subject.kind().equals("Deployment") || subject.kind().equals("StatefulSet");
        if (!workload || !subject.group().equals("apps")) {
            return;
        }
        Integer replicas = Trees.integer(subject.spec(), "replicas");
        if (replicas == null) {
            return;
        }
        for (Claims.Claim claim : setting.bundle().claims().scaledObjectsOf(subject.namespace(), subject.name())) {
            if (claim.target().kind().equals(subject.kind())
                    && claim.target().group().equals("apps")) {
                reporter.report(
                        AdviceRules.FIXED_REPLICAS,
                        "/spec/replicas",
                        "replicas is " + replicas + ", but " + claim.owner() + " scales " + subject.kind() + " "
                                + subject.name() + ". Applying the manifest undoes the scaling each time.",
                        "Remove replicas; Kubernetes starts with 1 replica, and KEDA takes over.");
                return;
            }
        }
    }
}
