/** The catalogue of triggers as objects: the contents of the files after they have been read, merged and checked. */
@NullMarked
package io.github.keda4j.trigger.generator.catalogue;

import org.jspecify.annotations.NullMarked;
