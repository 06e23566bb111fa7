/**
 * Checks for settings that work but are not what people mean: they have no effect, or a different one than they seem to
 * have.
 */
@NullMarked
package io.github.keda4j.validator.internal.advice;

import org.jspecify.annotations.NullMarked;
