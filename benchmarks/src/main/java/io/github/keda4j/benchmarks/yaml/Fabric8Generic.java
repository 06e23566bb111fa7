package io.github.keda4j.benchmarks.yaml;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;

/** fabric8's builders, generic resources for KEDA's kinds, and fabric8's own reader and writer. */
final class Fabric8Generic implements Contender {

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Override
    public String write(int from, int count) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            String name = "worker-" + i;
            out.append(serialization.asYaml(KubernetesObjects.serviceAccount(name)));
            out.append(serialization.asYaml(KubernetesObjects.deployment(name, i)));
            out.append(serialization.asYaml(generic("TriggerAuthentication", name, Maps.authenticationSpec())));
            out.append(serialization.asYaml(generic("ScaledObject", name, Maps.scaledObjectSpec(name, i))));
        }
        return out.toString();
    }

    private static GenericKubernetesResource generic(String kind, String name, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("keda.sh/v1alpha1")
                .withKind(kind)
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", name)
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    @Override
    public int read(String yaml) {
        Object objects = serialization.unmarshal(yaml);
        return objects instanceof List<?> list ? list.size() : 1;
    }
}
