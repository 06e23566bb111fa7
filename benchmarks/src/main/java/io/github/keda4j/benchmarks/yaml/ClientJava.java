package io.github.keda4j.benchmarks.yaml;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.common.KubernetesType;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The official client's classes, and for KEDA's kinds a user-defined class with its specification as a map. */
final class ClientJava implements Contender {

    /**
     * This logger would warn about 300 fields that are missing in the client's own classes. It is kept in a field
     * because its level is lost if the logger is garbage collected.
     */
    private static final Logger SNAKEYAML = Logger.getLogger("org.yaml.snakeyaml");

    ClientJava() {
        SNAKEYAML.setLevel(Level.OFF);
        ModelMapper.addModelMap(
                "keda.sh", "v1alpha1", "TriggerAuthentication", "triggerauthentications", true, KedaObject.class);
        ModelMapper.addModelMap("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects", true, KedaObject.class);
    }

    @Override
    public String write(int from, int count) {
        List<KubernetesType> objects = new ArrayList<>(4 * count);
        for (int i = from; i < from + count; i++) {
            String name = "worker-" + i;
            objects.add(new V1ServiceAccount()
                    .apiVersion("v1")
                    .kind("ServiceAccount")
                    .metadata(metadata(name)));
            objects.add(deployment(name, i));
            objects.add(new KedaObject("TriggerAuthentication", metadata(name), Maps.authenticationSpec()));
            objects.add(new KedaObject("ScaledObject", metadata(name), Maps.scaledObjectSpec(name, i)));
        }
        StringWriter out = new StringWriter();
        Yaml.dumpAll(objects.iterator(), out);
        return out.toString();
    }

    private static V1ObjectMeta metadata(String name) {
        return new V1ObjectMeta().name(name).namespace("shop").putLabelsItem("app", name);
    }

    private static V1Deployment deployment(String name, int number) {
        V1Container container = new V1Container()
                .name("worker")
                .image("registry.example.com/worker:1." + number)
                .addEnvItem(new V1EnvVar().name("QUEUE_URL").value(QUEUE + number))
                .addEnvItem(new V1EnvVar().name("DEBUG").value("no"))
                .addPortsItem(new V1ContainerPort().name("metrics").containerPort(9090))
                .resources(new V1ResourceRequirements()
                        .putLimitsItem("memory", new Quantity("256Mi"))
                        .putRequestsItem("cpu", new Quantity("100m"))
                        .putRequestsItem("memory", new Quantity("128Mi")));
        return new V1Deployment()
                .apiVersion("apps/v1")
                .kind("Deployment")
                .metadata(metadata(name))
                .spec(new V1DeploymentSpec()
                        .selector(new V1LabelSelector().putMatchLabelsItem("app", name))
                        .template(new V1PodTemplateSpec()
                                .metadata(new V1ObjectMeta().putLabelsItem("app", name))
                                .spec(new V1PodSpec().serviceAccountName(name).addContainersItem(container))));
    }

    @Override
    public int read(String yaml) throws IOException {
        return Yaml.loadAll(new StringReader(yaml)).size();
    }

    /** What a user of that client would write for a custom resource. */
    public static final class KedaObject implements KubernetesObject {

        private @Nullable String apiVersion;
        private @Nullable String kind;
        private @Nullable V1ObjectMeta metadata;
        private @Nullable Map<String, Object> spec;

        /** For the YAML reader. */
        public KedaObject() {}

        KedaObject(String kind, V1ObjectMeta metadata, Map<String, Object> spec) {
            this.apiVersion = "keda.sh/v1alpha1";
            this.kind = kind;
            this.metadata = metadata;
            this.spec = spec;
        }

        @Override
        public @Nullable String getApiVersion() {
            return apiVersion;
        }

        /**
         * For the YAML reader.
         *
         * @param apiVersion the value from YAML
         */
        public void setApiVersion(@Nullable String apiVersion) {
            this.apiVersion = apiVersion;
        }

        @Override
        public @Nullable String getKind() {
            return kind;
        }

        /**
         * For the YAML reader.
         *
         * @param kind the value from YAML
         */
        public void setKind(@Nullable String kind) {
            this.kind = kind;
        }

        @Override
        public @Nullable V1ObjectMeta getMetadata() {
            return metadata;
        }

        /**
         * For the YAML reader.
         *
         * @param metadata the value from YAML
         */
        public void setMetadata(@Nullable V1ObjectMeta metadata) {
            this.metadata = metadata;
        }

        /** {@return the specification} */
        public @Nullable Map<String, Object> getSpec() {
            return spec;
        }

        /**
         * For the YAML reader.
         *
         * @param spec the value from YAML
         */
        public void setSpec(@Nullable Map<String, Object> spec) {
            this.spec = spec;
        }
    }
}
