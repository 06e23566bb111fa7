package io.github.keda4j.trigger;

import java.util.List;
import java.util.Optional;

/**
 * What KEDA knows about one parameter, for tools that list them.
 *
 * @param name KEDA's name; one that ends in {@code .*} stands for every key with that beginning
 * @param aliases other names that KEDA reads, in its order
 * @param type how KEDA reads its text
 * @param sources where KEDA looks for it, in its order
 * @param required whether KEDA requires it, from any source
 * @param defaultValue the value that KEDA uses if it is not given
 * @param values the allowed values; empty if any are
 * @param since release that brought it; empty for one older than any that this library knows
 * @param removed release in which it became an error, or lost one of its sources
 * @param ignoredSince release since which KEDA no longer reads it
 * @param deprecated what to use instead
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
