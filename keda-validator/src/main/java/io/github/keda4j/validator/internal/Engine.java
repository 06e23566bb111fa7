package io.github.keda4j.validator.internal;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.admission.AdmissionCheck;
import io.github.keda4j.validator.internal.advice.AuthenticationAdvice;
import io.github.keda4j.validator.internal.advice.AwsTriggerAdvice;
import io.github.keda4j.validator.internal.advice.ScaledObjectAdvice;
import io.github.keda4j.validator.internal.advice.VariableAdvice;
import io.github.keda4j.validator.internal.advice.WorkloadAdvice;
import io.github.keda4j.validator.internal.bundle.AutoscalerCheck;
import io.github.keda4j.validator.internal.bundle.ContainerCheck;
import io.github.keda4j.validator.internal.bundle.ReferenceCheck;
import io.github.keda4j.validator.internal.bundle.ServiceAccountCheck;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.envelope.KindCheck;
import io.github.keda4j.validator.internal.envelope.MetadataCheck;
import io.github.keda4j.validator.internal.operator.ScaledJobCheck;
import io.github.keda4j.validator.internal.operator.ScaledObjectCheck;
import io.github.keda4j.validator.internal.operator.SourceCheck;
import io.github.keda4j.validator.internal.operator.TriggerCheck;
import io.github.keda4j.validator.internal.schema.DataCheck;
import io.github.keda4j.validator.internal.schema.SchemaCheck;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs the checks of a release on one object after the other, or on several at a time. */
public final class Engine {

    /**
     * The number of objects that a thread checks at a time; with only a few times that many objects, several threads
     * are not worthwhile.
     */
    private static final int AT_A_TIME = 128;

    private final KedaVersion version;
    private final boolean strict;
    private final boolean parallel;
    private final List<Check> ofOthers;
    private final Map<KedaKind, List<Check>> ofKedas = new EnumMap<>(KedaKind.class);

    public Engine(KedaVersion version, boolean strict, boolean parallel) {
        this.version = version;
        this.strict = strict;
        this.parallel = parallel;
        List<Check> checks = isWhole(version) ? wholeChecks() : List.of(new TriggerCheck());
        this.ofOthers = concerning(null, checks);
        for (KedaKind kind : KedaKind.values()) {
            ofKedas.put(kind, concerning(kind, checks));
        }
    }

    private static List<Check> concerning(@Nullable KedaKind kind, List<Check> checks) {
        List<Check> some = new ArrayList<>(checks.size());
        for (Check check : checks) {
            if (check.concerns(kind)) {
                some.add(check);
            }
        }
        return some;
    }

    /** Whether more is known about a release than the parameters of its triggers. */
    public static boolean isWhole(KedaVersion version) {
        return version.compareTo(KedaVersion.V2_20) >= 0;
    }

    /** The checks in the order of the layers; a check may rely on what earlier checks have reported. */
    private static List<Check> wholeChecks() {
        return List.of(
                new KindCheck(),
                new MetadataCheck(),
                new SchemaCheck(),
                new DataCheck(),
                new AdmissionCheck(),
                new SourceCheck(),
                new TriggerCheck(),
                new ScaledObjectCheck(),
                new ScaledJobCheck(),
                new ContainerCheck(),
                new AutoscalerCheck(),
                new ReferenceCheck(),
                new ServiceAccountCheck(),
                new ScaledObjectAdvice(),
                new WorkloadAdvice(),
                new VariableAdvice(),
                new AwsTriggerAdvice(),
                new AuthenticationAdvice());
    }

    /** Checks all objects that are to be applied. */
    public void check(Bundle bundle, Reporter reporter) {
        Setting setting = new Setting(version, strict, bundle);
        if (!isWhole(version)) {
            reporter.unchecked(
                    "",
                    "For KEDA " + version + ", only the parameters of triggers are known. Nothing else was checked.");
        }
        // Scalers come last, because they depend on what is wrong with their authentications.
        List<Subject> others = new ArrayList<>();
        List<Subject> scalers = new ArrayList<>();
        for (Subject subject : bundle.applied()) {
            (subject.is(KedaKind.SCALED_OBJECT) || subject.is(KedaKind.SCALED_JOB) ? scalers : others).add(subject);
        }
        checkAll(others, setting, reporter);
        checkAll(scalers, setting, reporter);
        reporter.finish();
    }

    private void checkAll(List<Subject> subjects, Setting setting, Reporter reporter) {
        if (parallel && subjects.size() >= 2 * AT_A_TIME) {
            checkInParallel(subjects, setting, reporter);
        } else {
            check(subjects, setting, reporter);
        }
    }

    private void check(List<Subject> subjects, Setting setting, Reporter reporter) {
        for (Subject subject : subjects) {
            KedaKind kind = subject.keda();
            reporter.check(subject, kind == null ? ofOthers : ofKedas.getOrDefault(kind, List.of()), setting);
        }
    }

    /** Each part of the objects has its own reporter; the results are combined afterwards. */
    private void checkInParallel(List<Subject> subjects, Setting setting, Reporter reporter) {
        Reporter[] parts = new Reporter[(subjects.size() + AT_A_TIME - 1) / AT_A_TIME];
        IntStream.range(0, parts.length).parallel().forEach(part -> {
            parts[part] = new Reporter();
            int from = part * AT_A_TIME;
            check(subjects.subList(from, Math.min(from + AT_A_TIME, subjects.size())), setting, parts[part]);
        });
        for (Reporter part : parts) {
            reporter.addAll(part);
        }
    }
}
