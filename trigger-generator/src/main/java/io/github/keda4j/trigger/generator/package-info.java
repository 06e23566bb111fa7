/** Turns the catalogue of KEDA's triggers into Java sources and reference pages, when the build runs. */
@NullMarked
package io.github.keda4j.trigger.generator;

import org.jspecify.annotations.NullMarked;
