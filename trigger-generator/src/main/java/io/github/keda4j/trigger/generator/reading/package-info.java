/** Reads the catalogue's files; every mistake is reported with file and line. */
@NullMarked
package io.github.keda4j.trigger.generator.reading;

import org.jspecify.annotations.NullMarked;
