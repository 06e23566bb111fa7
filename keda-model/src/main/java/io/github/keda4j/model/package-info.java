/**
 * What all of KEDA's kinds share: the base classes of objects and of their parts, open enums, and the names of objects
 * in reports.
 */
@NullMarked
package io.github.keda4j.model;

import org.jspecify.annotations.NullMarked;
