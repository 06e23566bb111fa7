package io.github.keda4j.provisioner.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a change was planned on and what it writes, so that another run can tell whether it would plan the same. Values of environment
 * variables and secrets are in neither.
 *
 * @param identity the uid or id of what was found, which another of the same name does not have; null for nothing, or where AWS has none
 * @param seen what was found; null for nothing
 * @param wanted what is there afterwards; null for nothing
 */
public record Basis(
        @Nullable String identity,
        @Nullable String seen,
        @Nullable String wanted) {}
