package io.github.keda4j.provisioner.internal;

import org.jspecify.annotations.Nullable;

/**
 * The state that a change is based on and the result that it writes, so that another run can tell whether it would plan
 * the same. Values of environment variables and secrets are in neither.
 *
 * @param identity the uid or id of what was found, which another thing of the same name does not share; null for
 * nothing, or if AWS has none
 * @param seen what was found; null for nothing
 * @param wanted the result; null for nothing
 */
public record Basis(
        @Nullable String identity,
        @Nullable String seen,
        @Nullable String wanted) {}
