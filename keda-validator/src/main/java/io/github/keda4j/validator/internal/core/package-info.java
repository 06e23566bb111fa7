/** The foundation of all layers: the objects and how to find them, and the collection of findings. */
@NullMarked
package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.NullMarked;
