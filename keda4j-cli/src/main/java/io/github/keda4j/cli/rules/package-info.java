/** The description of each rule that a finding can name. */
@NullMarked
package io.github.keda4j.cli.rules;

import org.jspecify.annotations.NullMarked;
