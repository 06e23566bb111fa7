/**
 * The language of formulas: parsing, checking, compiling and running them. This package is not for use outside this
 * module.
 */
@NullMarked
package io.github.keda4j.formula.internal;

import org.jspecify.annotations.NullMarked;
