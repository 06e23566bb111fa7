package io.github.keda4j.trigger;

import java.util.List;
import java.util.Optional;

/**
 * What KEDA knows about one parameter, for tools that list them.
 *
 * @param name KEDA's name; a name that ends in {@code .*} stands for every key with that prefix
 * @param aliases other names that KEDA reads, in KEDA's order
 * @param type the type as which KEDA reads the text
 * @param sources the sources in which KEDA looks for the parameter, in KEDA's order
 * @param required whether KEDA requires the parameter, from any source
 * @param defaultValue the value that KEDA uses if the parameter is not given
 * @param values the allowed values; empty if any value is allowed
 * @param since the release that introduced the parameter; empty if it is older than any release that this library knows
 * @param removed the release in which the parameter became an error or lost one of its sources
 * @param ignoredSince the release since which KEDA no longer reads the parameter
 * @param deprecated what to use instead, if the parameter is deprecated
 */
public record ParameterInfo(
        String name,
        List<String> aliases,
        ParameterType type,
        List<ParameterSource> sources,
        boolean required,
        Optional<String> defaultValue,
        List<String> values,
        Optional<KedaVersion> since,
        Optional<KedaVersion> removed,
        Optional<KedaVersion> ignoredSince,
        Optional<String> deprecated) {}
