/** The catalogue of triggers as values: what the files say once they are read, merged and found to be right. */
@NullMarked
package io.github.keda4j.trigger.generator.catalogue;

import org.jspecify.annotations.NullMarked;
