/** What KEDA's operator says when it resolves authentication and environment, builds scalers and makes the autoscaler. */
@NullMarked
package io.github.keda4j.validator.internal.operator;

import org.jspecify.annotations.NullMarked;
