package io.github.keda4j.provisioner.internal;

import org.jspecify.annotations.Nullable;

/**
 * The state that a change is based on and the result that it writes, so that another run can tell whether it would plan
 * the same. Neither contains values of environment variables or secrets.
 *
 * @param identity the uid or id of what was found, which distinguishes it from something else of the same name; null if
 *     nothing was found, or if AWS has no id for it
 * @param seen what was found; null if nothing was found
 * @param wanted the result; null if there is none
 */
public record Basis(
        @Nullable String identity,
        @Nullable String seen,
        @Nullable String wanted) {}
