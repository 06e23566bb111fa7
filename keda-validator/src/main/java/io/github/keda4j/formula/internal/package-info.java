/** The language of formulas: reading, checking, compiling and running it. Not for use from outside this module. */
@NullMarked
package io.github.keda4j.formula.internal;

import org.jspecify.annotations.NullMarked;
