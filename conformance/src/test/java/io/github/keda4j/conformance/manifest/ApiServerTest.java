package io.github.keda4j.conformance.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.conformance.cluster.ControlPlane;
import io.github.keda4j.conformance.cluster.ControlPlaneTest;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.manifest.OurManifests.Written;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The real API server and KEDA's webhooks accept the manifests of this repository, and return them unchanged. */
@ControlPlaneTest
class ApiServerTest {

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]+)\"");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SoftAssertions softly = new SoftAssertions();
    private final Map<Written, ScaledObject> accepted = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void manifestsWithoutAFindingAreAcceptedAndReadBackTheSame(ControlPlane plane) {
        assertThat(OurManifests.ofTheModel()).hasSize(66);
        OurManifests.ofTheModel().forEach(written -> apply(plane, written, true));
        OurManifests.ofTheExamples().forEach(written -> apply(plane, written, true));
        OurManifests.ofTheDocumentation().forEach(written -> apply(plane, written, false));
        accepted.forEach((written, created) -> saysWhetherItIsReady(plane, written, created));
        System.out.println("Manifests of this repository on a real API server: " + counts);
        softly.assertAll();
    }

    /** Applies every manifest in a separate namespace, because many scale a workload of the same name. */
    private void apply(ControlPlane plane, Written written, boolean staysForTheOperator) {
        HasMetadata object = Serialization.clone(written.object());
        object.getMetadata().setOwnerReferences(List.of());
        object.getMetadata().setFinalizers(List.of());
        object.getMetadata().setResourceVersion(null);
        NamespacedKubernetesClient client = plane.client();
        object.getMetadata().setNamespace(null);
        if (object instanceof Namespaced) {
            String namespace = plane.newNamespace();
            object.getMetadata().setNamespace(namespace);
            client = client.inNamespace(namespace);
        }
        if (object instanceof ScaledObject scaledObject) {
            makeTarget(client, scaledObject);
        }
        boolean hasErrors =
                KedaValidator.forVersion(KedaVersion.V2_21).validate(object).hasErrors();
        Set<String> unknown = unknownFields(client, object);
        NamespaceableResource<HasMetadata> resource = client.resource(object);
        try {
            HasMetadata created = resource.create();
            count(hasErrors ? "accepted, though it can never work" : "accepted");
            softly.assertThat(differences(object, resource.get(), unknown))
                    .as("%s, written and read back", written)
                    .isEmpty();
            if (staysForTheOperator && created instanceof ScaledObject scaledObject) {
                accepted.put(written, scaledObject);
            } else {
                resource.delete();
                if (!(object instanceof Namespaced)) {
                    // The operator's finalizer keeps the object for a moment, and another manifest may have the same
                    // name.
                    resource.waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
        } catch (KubernetesClientException refused) {
            if (String.valueOf(refused.getMessage()).contains("no matches for kind")) {
                count("refused, because the cluster does not have the kind of the target");
                return;
            }
            count("refused by both");
            softly.assertThat(hasErrors)
                    .as("%s has an error, because the API server says %s", written, refused.getMessage())
                    .isTrue();
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static void makeTarget(KubernetesClient client, ScaledObject scaledObject) {
        if (scaledObject.getSpec() == null || scaledObject.getSpec().getScaleTargetRef() == null) {
            return;
        }
        String name = scaledObject.getSpec().getScaleTargetRef().getName();
        if (name == null || name.isEmpty()) {
            return;
        }
        Map<String, String> labels = Map.of("app", name);
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(labels)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("c")
                        .withImage("none")
                        .withNewResources()
                        .addToRequests("cpu", Quantity.parse("1"))
                        .addToRequests("memory", Quantity.parse("1Gi"))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    /** What the API server drops, according to its refusal of a strict request. */
    private static Set<String> unknownFields(KubernetesClient client, HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String uri = "/apis/" + object.getApiVersion()
                + (object instanceof Namespaced ? "/namespaces/" + namespace : "")
                + "/" + object.getPlural() + "?fieldValidation=Strict&dryRun=All";
        Set<String> fields = new LinkedHashSet<>();
        try {
            client.raw(uri, "POST", object);
        } catch (KubernetesClientException refused) {
            for (Matcher field = UNKNOWN_FIELD.matcher(String.valueOf(refused.getMessage())); field.find(); ) {
                fields.add(field.group(1));
            }
        }
        return fields;
    }

    /** Fields that were written but are missing or have another value, and fields that nobody wrote. */
    private static List<String> differences(HasMetadata written, HasMetadata read, Set<String> unknown) {
        List<String> differences = new ArrayList<>();
        compare("", tree(written), tree(read), unknown, differences);
        return differences;
    }

    private static ObjectNode tree(HasMetadata object) {
        ObjectNode tree = (ObjectNode) Json.read(Serialization.asJson(object));
        tree.remove("status");
        ObjectNode metadata = (ObjectNode) tree.get("metadata");
        metadata.remove(
                List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "uid", "finalizers"));
        if (metadata.path("labels") instanceof ObjectNode labels) {
            labels.remove("scaledobject.keda.sh/name"); // KEDA's operator sets it when it processes the object.
        }
        return tree;
    }

    private static void compare(
            String path, JsonNode written, JsonNode read, Set<String> unknown, List<String> differences) {
        if (written.isObject() && read.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            written.fieldNames().forEachRemaining(names::add);
            read.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String field = path.isEmpty() ? name : path + "." + name;
                if (!unknown.contains(field)) {
                    compare(field, written.path(name), read.path(name), unknown, differences);
                }
            }
        } else if (written.isArray() && read.isArray() && written.size() == read.size()) {
            for (int index = 0; index < written.size(); index++) {
                compare(path + "[" + index + "]", written.get(index), read.get(index), unknown, differences);
            }
        } else if (!isSame(path, written, read)) {
            differences.add(path + ": " + written + " -> " + read);
        }
    }

    /**
     * KEDA's operator adds a finalizer to objects, and writes some parts back as empty values or in another notation.
     */
    private static boolean isSame(String path, JsonNode written, JsonNode read) {
        if (path.equals("spec.fallback.behavior") && written.isMissingNode()) {
            return read.asText().equals("static");
        }
        return Json.sameValue(written, read)
                || isNothing(written) && isNothing(read)
                || path.endsWith(".tolerance")
                        && Quantity.parse(written.asText()).equals(Quantity.parse(read.asText()));
    }

    private static boolean isNothing(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode part : value) {
                if (!isNothing(part)) {
                    return false;
                }
            }
            return true;
        }
        return value.isMissingNode() || value.isTextual() && value.asText().isEmpty();
    }

    private void saysWhetherItIsReady(ControlPlane plane, Written written, ScaledObject created) {
        try {
            plane.client()
                    .resource(created)
                    .informOnCondition(
                            found -> !found.isEmpty() && condition(found.get(0)).isPresent())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Condition ready = condition(plane.client().resource(created).get()).orElseThrow();
            count(ready.getStatus().equals("True") ? "Ready" : "not Ready: " + ready.getReason());
            if (!ready.getStatus().equals("True")) {
                softly.assertThat(ready.getMessage())
                        .as("why %s is not ready", written)
                        .isNotBlank();
            }
        } catch (TimeoutException undecided) {
            softly.fail("%s is neither ready nor says why after %s.", written, PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Condition> condition(ScaledObject object) {
        return Optional.ofNullable(object.getStatus()).map(status -> status.getConditions()).stream()
                .flatMap(List::stream)
                .filter(condition -> condition.getType().equals("Ready")
                        && !condition.getStatus().equals("Unknown"))
                .findFirst();
    }
}
