/** Combines the layers. */
@NullMarked
package io.github.keda4j.validator.internal;

import org.jspecify.annotations.NullMarked;
