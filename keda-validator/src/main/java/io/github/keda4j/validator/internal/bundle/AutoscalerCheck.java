package io.github.keda4j.validator.internal.bundle;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.Claims;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import org.jspecify.annotations.Nullable;

/** Checks whether an autoscaler for another workload already has the name that KEDA gives to its own. */
public final class AutoscalerCheck implements Check {

    private static final String GROUP = "autoscaling";
    private static final String KIND = "HorizontalPodAutoscaler";

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        if (subject.name().isEmpty()) {
            return;
        }
        ScaledObjectView object = subject.view();
        String name = object.autoscaler();
        Subject autoscaler = setting.bundle().find(GROUP, KIND, subject.namespace(), name);
        if (autoscaler == null) {
            return;
        }
        ScaleTarget target = ScaleTarget.of(autoscaler.spec().mapping("scaleTargetRef"));
        if (!target.isSameAs(object.target())
                && autoscaler.metadata().elements("ownerReferences").isEmpty()) {
            String given = Claims.givenAutoscaler(object.spec());
            reporter.report(
                    BundleRules.AUTOSCALER_TAKEN,
                    given == null || given.isEmpty() ? "/metadata/name" : ScaledObjectView.AUTOSCALER_NAME,
                    autoscaler + " scales " + target + " and has the same name as the autoscaler of " + object.target()
                            + ". KEDA overwrites it or, since 2.21.1, does not create its own.",
                    "Give the autoscaler another name in spec.advanced.horizontalPodAutoscalerConfig.name.");
        }
    }
}
