package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment of the container from which KEDA resolves variables. */
final class ContainerEnvironment {

    private ContainerEnvironment() {}

    /**
     * The variables of the container by name; empty if a value comes from another source or refers to another variable.
     *
     * @param container as {@code envSourceContainerName} names it; null for the first one
     */
    static Optional<Map<String, String>> of(@Nullable PodTemplateSpec template, @Nullable String container) {
        List<Container> containers = template == null || template.getSpec() == null
                ? List.of()
                : template.getSpec().getContainers();
        return containers.stream()
                .filter(one -> container == null || container.isEmpty() || container.equals(one.getName()))
                .findFirst()
                .flatMap(ContainerEnvironment::of);
    }

    private static Optional<Map<String, String>> of(Container container) {
        Map<String, String> values = new HashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValue() == null ? "" : variable.getValue();
            if (variable.getValueFrom() != null || value.contains("$(")) {
                return Optional.empty();
            }
            values.put(variable.getName(), value);
        }
        return container.getEnvFrom().isEmpty() ? Optional.of(values) : Optional.empty();
    }
}
