/** {@code keda4j lint} without the command line: files in, a report out. Other tools build on it. */
@NullMarked
package io.github.keda4j.cli.lint;

import org.jspecify.annotations.NullMarked;
