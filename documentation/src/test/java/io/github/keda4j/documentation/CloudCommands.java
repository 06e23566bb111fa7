package io.github.keda4j.documentation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Checks that commands which need a cluster or an account are valid for their program. Those of {@code aws} are
 * compared with the AWS SDK.
 */
final class CloudCommands {

    private static final Map<String, Set<String>> KUBECTL = Map.of(
            "get", Set.of("-n", "-A", "-o", "--watch", "--raw"),
            "describe", Set.of("-n"),
            "edit", Set.of("-n"),
            "logs", Set.of("-n", "--since"),
            "apply", Set.of("-f", "--server-side", "--dry-run"),
            "rollout", Set.of("-n"),
            "kustomize", Set.of());
    private static final Map<String, Set<String>> HELM = Map.of(
            "repo", Set.of(),
            "install", Set.of("--namespace", "--create-namespace"),
            "template", Set.of());
    private static final Set<String> WITH_VALUE = Set.of("-n", "-o", "-f", "--since", "--namespace", "--raw");

    private static final Set<String> KINDS = Stream.concat(
                    Stream.of("hpa"),
                    Stream.of(
                                    ScaledObject.class,
                                    ScaledJob.class,
                                    TriggerAuthentication.class,
                                    ClusterTriggerAuthentication.class,
                                    Deployment.class,
                                    HorizontalPodAutoscaler.class,
                                    Pod.class,
                                    Secret.class,
                                    ServiceAccount.class)
                            .flatMap(kind -> Stream.of(HasMetadata.getSingular(kind), HasMetadata.getPlural(kind))))
            .collect(Collectors.toSet());

    private CloudCommands() {}

    static List<String> kubectl(Place place, Command command) {
        List<String> operands = operands(command.arguments());
        List<String> faults = form(command, KUBECTL, operands);
        if (faults.isEmpty()
                && operands.size() > 1
                && Set.of("get", "describe", "edit", "logs").contains(operands.get(0))) {
            for (String kind : operands.get(1).replaceFirst("/.*", "").split(",")) {
                if (!KINDS.contains(kind)) {
                    faults.add("kubectl names the kind  " + kind + ", which is not a known kind on these pages.");
                }
            }
        } else if (operands.contains("rollout") && !operands.subList(1, 2).equals(List.of("restart"))) {
            faults.add("Nothing here checks kubectl rollout " + operands.get(1) + ".");
        }
        return faults;
    }

    static List<String> helm(Place place, Command command) {
        List<String> operands = operands(command.arguments());
        List<String> faults = form(command, HELM, operands);
        if (operands.get(0).equals("repo") && !(operands.get(1).equals("add") && operands.size() == 4)) {
            faults.add("helm repo must be followed by add NAME URL.");
        } else if (operands.get(0).equals("install") && operands.size() != 3) {
            faults.add("helm install must be followed by NAME CHART.");
        }
        return faults;
    }

    private static List<String> form(Command command, Map<String, Set<String>> verbs, List<String> operands) {
        List<String> faults = new ArrayList<>();
        // "kubectl --dry-run" in a sentence names an option, not a command.
        if (!operands.isEmpty()) {
            Set<String> options = verbs.get(operands.get(0));
            if (options == null) {
                faults.add("Nothing here checks " + command.program() + " " + operands.get(0) + ".");
            } else {
                command.arguments().stream()
                        .map(word -> word.replaceFirst("=.*", ""))
                        .filter(word -> word.startsWith("-") && word.length() > 1 && !options.contains(word))
                        .forEach(word ->
                                faults.add(command.program() + " " + operands.get(0) + " has no option " + word + "."));
            }
        }
        return faults;
    }

    private static List<String> operands(List<String> arguments) {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (WITH_VALUE.contains(arguments.get(i))) {
                i++;
            } else if (!arguments.get(i).startsWith("-")) {
                operands.add(arguments.get(i));
            }
        }
        return operands;
    }

    /** The service has the operation, and the operation has a parameter for each option. */
    static List<String> aws(Place place, Command command) {
        String service = command.arguments().get(0);
        String operation = capitalized(command.arguments().get(1));
        String request = "software.amazon.awssdk.services." + service + ".model." + operation + "Request";
        try {
            SdkPojo builder =
                    (SdkPojo) Class.forName(request).getMethod("builder").invoke(null);
            Set<String> options = builder.sdkFields().stream()
                    .map(field -> "--" + hyphenated(field.memberName()))
                    .collect(Collectors.toSet());
            return command.arguments().stream()
                    .filter(word -> word.startsWith("--") && !options.contains(word))
                    .map(word -> "aws " + service + " " + command.arguments().get(1) + " has no option " + word + ".")
                    .toList();
        } catch (ReflectiveOperationException e) {
            return List.of("The AWS SDK has no " + operation + " of " + service + ".");
        }
    }

    private static String capitalized(String hyphenated) {
        return Stream.of(hyphenated.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    private static String hyphenated(String member) {
        return member.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
