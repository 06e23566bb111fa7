/** What all layers stand on: the objects and how to find them, and what takes their findings. */
@NullMarked
package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.NullMarked;
