/** What all of KEDA's kinds share: the base classes of objects and of their parts, open enums, and how reports call an object. */
@NullMarked
package io.github.keda4j.model;

import org.jspecify.annotations.NullMarked;
