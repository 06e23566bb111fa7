package io.github.keda4j.testing.kubernetes.internal.mock;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.testing.kubernetes.Admission;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the admission checks that a test added. */
public final class AdmissionGate implements Gate {

    private final List<Admission> admissions;

    /**
     * Creates a gate with these checks.
     *
     * @param admissions the checks, in the order in which they run
     */
    public AdmissionGate(List<Admission> admissions) {
        this.admissions = List.copyOf(admissions);
    }

    @Override
    public @Nullable String objection(
            Kind kind, Map<String, @Nullable Object> object, @Nullable Map<String, @Nullable Object> before) {
        if (admissions.isEmpty()) {
            return null;
        }
        HasMetadata typed = typed(object);
        HasMetadata typedBefore = before == null ? null : typed(before);
        return admissions.stream()
                .map(admission -> admission.review(typed, typedBefore).message())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static HasMetadata typed(Map<String, @Nullable Object> object) {
        return (HasMetadata) Serialization.unmarshal(Json.write(object), KubernetesResource.class);
    }
}
