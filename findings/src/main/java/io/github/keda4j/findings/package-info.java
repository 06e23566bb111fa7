/** The vocabulary in which every check reports what is wrong, where it is, and what to write instead. */
@NullMarked
package io.github.keda4j.findings;

import org.jspecify.annotations.NullMarked;
