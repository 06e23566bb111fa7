/**
 * Checks for settings that work but are probably not intended: they have no effect, or a different effect than it
 * seems.
 */
@NullMarked
package io.github.keda4j.validator.internal.advice;

import org.jspecify.annotations.NullMarked;
