/** What works and is not what people mean: things that have no effect, or another one than they seem to have. */
@NullMarked
package io.github.keda4j.validator.internal.advice;

import org.jspecify.annotations.NullMarked;
