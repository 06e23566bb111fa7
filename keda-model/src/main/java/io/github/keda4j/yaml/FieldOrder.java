package io.github.keda4j.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The order of fields in Kubernetes' documentation. The classes of fabric8 declare them in alphabetical order, which
 * puts a container's name after its image.
 */
final class FieldOrder {

    private FieldOrder() {}

    /** Sorts the properties: first those that people write first, then the others in their original order. */
    static List<Property> sort(String type, List<Property> properties) {
        List<Property> rest = new ArrayList<>(properties);
        List<Property> sorted = new ArrayList<>(properties.size());
        for (String name : first(type)) {
            for (int i = 0; i < rest.size(); i++) {
                if (rest.get(i).name().equals(name)) {
                    sorted.add(rest.remove(i));
                    break;
                }
            }
        }
        sorted.addAll(rest);
        return sorted;
    }

    private static String[] first(String type) {
        return switch (type) {
            case "ObjectMeta" -> names("name generateName namespace labels annotations");
            case "PodSpec" ->
                names(
                        "serviceAccountName initContainers containers restartPolicy terminationGracePeriodSeconds volumes");
            case "Container", "EphemeralContainer" ->
                names("name image imagePullPolicy command args workingDir ports envFrom env resources volumeMounts"
                        + " livenessProbe readinessProbe startupProbe lifecycle");
            case "ContainerPort" -> names("name containerPort protocol");
            case "ServicePort" -> names("name protocol port targetPort nodePort");
            case "ServiceSpec" -> names("type selector ports");
            case "HorizontalPodAutoscalerSpec" -> names("scaleTargetRef minReplicas maxReplicas metrics behavior");
            case "Toleration" -> names("key operator value effect");
            case "CronJobSpec" -> names("schedule timeZone");
            default -> names("apiVersion kind name namespace type");
        };
    }

    private static String[] names(String names) {
        return names.split(" ");
    }
}
