/** Reports in formats for people and machines. */
@NullMarked
package io.github.keda4j.cli.lint.output;

import org.jspecify.annotations.NullMarked;
