/** A report in the forms that people and machines read. */
@NullMarked
package io.github.keda4j.cli.lint.output;

import org.jspecify.annotations.NullMarked;
