/** KEDA's scaling formulas ({@code spec.advanced.scalingModifiers.formula}): checked, explained and computed. */
@NullMarked
package io.github.keda4j.formula;

import org.jspecify.annotations.NullMarked;
