package io.github.keda4j.simulator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.Suppression;
import io.github.keda4j.validator.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the API server, KEDA or the autoscaler would refuse about an object, according to keda-validator. The target and
 * the name of the object are not checked, since the simulator has its own workload. An annotation that suppresses a
 * finding does not make the object acceptable here.
 */
final class Refusals {

    private static final Set<String> NOT_SIMULATED = Set.of("scaleTargetRef", "jobTargetRef");

    private final List<Finding> errors = new ArrayList<>();

    Refusals(HasMetadata object, KedaRelease release) {
        ValidationReport report = KedaValidator.forVersion(version(release)).validate(object);
        Stream.concat(report.findings().stream(), report.suppressed().stream().map(Suppression::finding))
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> isSimulated(Pointer.parse(finding.pointer()).tokens()))
                .forEach(errors::add);
    }

    /** All refusals. */
    List<Finding> findings() {
        return List.copyOf(errors);
    }

    /** Whether a trigger is refused, regardless of anything else. */
    boolean concernTrigger(int index) {
        return errors.stream().anyMatch(error -> isOfTrigger(error, index));
    }

    /** Ignores what is wrong with a trigger whose target was passed to the builder, since its metadata is not read. */
    void forgetTrigger(int index) {
        errors.removeIf(error -> isOfTrigger(error, index));
    }

    private static boolean isOfTrigger(Finding error, int index) {
        List<String> path = Pointer.parse(error.pointer()).tokens();
        return path.size() > 2
                && path.get(0).equals("spec")
                && path.get(1).equals("triggers")
                && path.get(2).equals(String.valueOf(index));
    }

    private static boolean isSimulated(List<String> path) {
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "metadata" -> path.size() > 1 && path.get(1).equals("annotations");
            case "spec" -> path.size() < 2 || !NOT_SIMULATED.contains(path.get(1));
            default -> false;
        };
    }

    private static KedaVersion version(KedaRelease release) {
        return switch (release) {
            case V2_20 -> KedaVersion.V2_20;
            case V2_21 -> KedaVersion.V2_21;
        };
    }
}
