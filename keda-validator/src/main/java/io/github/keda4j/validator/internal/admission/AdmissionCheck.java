package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.schema.SchemaCheck;
import io.github.keda4j.yaml.tree.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports what KEDA's admission webhooks would report. */
public final class AdmissionCheck implements Check {

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        if (removesFinalizer(subject, kind, setting)) {
            return;
        }
        switch (kind) {
            case SCALED_OBJECT -> checkScaledObject(subject.view(), setting, reporter);
            case SCALED_JOB -> {
                Node.Mapping spec = subject.spec();
                TriggerChecks.check(spec, subject.view().triggers(), reporter);
            }
            case TRIGGER_AUTHENTICATION, CLUSTER_TRIGGER_AUTHENTICATION ->
                AuthenticationChecks.check(subject.spec(), setting, reporter);
            case CLOUD_EVENT_SOURCE, CLUSTER_CLOUD_EVENT_SOURCE -> EventChecks.check(subject.spec(), reporter);
        }
    }

    private static void checkScaledObject(ScaledObjectView object, Setting setting, Reporter reporter) {
        NameChecks.check(object, reporter);
        ReplicaChecks.check(object, setting, reporter);
        TriggerChecks.check(object.spec(), object.triggers(), reporter);
        ModifierChecks.check(object, reporter);
        AutoscalerChecks.check(object, reporter);
        new TargetChecks(object, setting, reporter).check();
        new RequestChecks(object, setting, reporter).check();
    }

    /**
     * Whether an update only removes a finalizer, as the operator does when the object is deleted; the webhooks let
     * that pass without a check. An object without a list of finalizers keeps its existing ones.
     */
    private static boolean removesFinalizer(Subject subject, KedaKind kind, Setting setting) {
        Subject before = setting.bundle().before(subject);
        if (before == null || !Trees.has(subject.metadata(), "finalizers")) {
            return false;
        }
        int now = subject.metadata().elements("finalizers").size();
        int then = before.metadata().elements("finalizers").size();
        boolean removes = kind == KedaKind.SCALED_OBJECT ? now < then : now == 0 && then == 1;
        return removes && SchemaCheck.isSameSpec(subject, before, kind, setting);
    }
}
