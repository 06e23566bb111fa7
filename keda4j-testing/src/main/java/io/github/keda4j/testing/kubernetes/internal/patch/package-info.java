/** Patches other than apply, as the API server understands them. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.patch;

import org.jspecify.annotations.NullMarked;
