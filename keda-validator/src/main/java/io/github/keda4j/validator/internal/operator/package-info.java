/**
 * What KEDA's operator reports when it resolves authentication and environment, builds scalers and creates the
 * autoscaler.
 */
@NullMarked
package io.github.keda4j.validator.internal.operator;

import org.jspecify.annotations.NullMarked;
