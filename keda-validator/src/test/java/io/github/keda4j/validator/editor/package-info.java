/** Writes the JSON Schemas in {@code docs/schemas}, which editors read: {@code mvn -q -pl keda-validator test-compile exec:java@schemas}. */
@NullMarked
package io.github.keda4j.validator.editor;

import org.jspecify.annotations.NullMarked;
