package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A trigger type of KEDA, with everything that it includes from fragments.
 *
 * @param type KEDA's name for the type
 * @param description what it measures
 * @param page the name of its page in KEDA's documentation; empty for a removed type
 * @param since the first release; empty if that is older than all releases in the catalogue
 * @param deprecated what to use instead, if KEDA has announced its removal
 * @param deprecatedSince the release that first announced it; empty if that is older than all releases in the catalogue
 * @param removed the release that no longer knows it
 * @param podIdentity the providers of pod identity that it supports
 * @param rejectsOtherPodIdentity whether another provider is an error
 * @param without the common fields that are not allowed
 * @param metricTypes the allowed metric types, if they differ from AverageValue and Value
 * @param requiresMetricType whether the metric type must be set
 * @param additionalParameters whether any other metadata key is allowed
 * @param metricName the name of the external metric
 * @param targets the possible targets of the autoscaler; the first one that applies is used; empty if a server
 *     determines the target
 * @param targetType how the autoscaler compares the metric, if KEDA ignores the metric type
 * @param activation the parameter that the metric must exceed for the workload to scale up from zero
 * @param aws the calls to AWS
 * @param parameters the parameters: its own first, then those of fragments
 * @param rules the rules: its own first, then those of fragments
 * @param place the beginning of the file
 */
public record TriggerType(
        String type,
        String description,
        Optional<String> page,
        Optional<Release> since,
        Optional<String> deprecated,
        Optional<Release> deprecatedSince,
        Optional<Release> removed,
        List<String> podIdentity,
        boolean rejectsOtherPodIdentity,
        Set<CommonField> without,
        List<String> metricTypes,
        boolean requiresMetricType,
        boolean additionalParameters,
        MetricName metricName,
        List<Target> targets,
        Optional<String> targetType,
        Optional<String> activation,
        List<AwsCall> aws,
        List<Parameter> parameters,
        List<Rule> rules,
        Place place) {

    /**
     * This type as a release knows it.
     *
     * @param release a release of KEDA
     * @return the type; empty if it is newer than the release
     */
    public Optional<TriggerType> at(Release release) {
        if (since.map(release::isSince).orElse(true)) {
            return Optional.of(new TriggerType(
                    type,
                    description,
                    page,
                    since,
                    deprecatedSince.map(release::isSince).orElse(true) ? deprecated : Optional.empty(),
                    deprecatedSince,
                    removed,
                    podIdentity,
                    rejectsOtherPodIdentity,
                    without,
                    metricTypes,
                    requiresMetricType,
                    additionalParameters,
                    metricName,
                    targets,
                    targetType,
                    activation,
                    aws,
                    parameters.stream()
                            .flatMap(parameter -> parameter.at(release).stream())
                            .toList(),
                    rules.stream().filter(rule -> rule.isIn(release)).toList(),
                    place));
        }
        return Optional.empty();
    }

    /** {@return the address of the type's page in KEDA's documentation for the latest release, if there is one} */
    public Optional<String> documentation() {
        return page.map(name -> "https://keda.sh/docs/" + Release.latest().text() + "/scalers/" + name + "/");
    }

    /**
     * Finds a parameter.
     *
     * @param name KEDA's main name for a parameter of the trigger
     * @return the parameter
     */
    public Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        throw new IllegalArgumentException(type + " has no parameter " + name);
    }

    /** {@return the parameters that an authentication can set} */
    public List<Parameter> fromAuthentication() {
        return parameters.stream()
                .filter(parameter -> parameter.isAliveIn(Source.AUTH))
                .toList();
    }

    /** {@return the parameter that holds the autoscaler's target if nothing else applies; empty if a number applies} */
    public Optional<String> usualTarget() {
        Optional<Target> last = targets.isEmpty() ? Optional.empty() : Optional.of(targets.get(targets.size() - 1));
        return last.filter(Target::isPlain).flatMap(Target::parameter);
    }

    /** {@return the parameter that always holds the autoscaler's target; empty if it is not always the same one} */
    public Optional<String> target() {
        return targets.size() == 1 ? usualTarget() : Optional.empty();
    }

    /**
     * Returns whether a common field is allowed.
     *
     * @param field the field of the trigger
     * @return false if the catalogue excludes it
     */
    public boolean has(CommonField field) {
        return !without.contains(field);
    }

    /** {@return the name of the Java class, such as {@code AwsSqsQueueTrigger}} */
    public String className() {
        StringBuilder name = new StringBuilder();
        for (String word : type.split("-", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.append("Trigger").toString();
    }
}
