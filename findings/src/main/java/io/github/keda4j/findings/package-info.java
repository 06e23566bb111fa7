/** What is wrong, where, and what to write instead: the vocabulary that every check reports in. */
@NullMarked
package io.github.keda4j.findings;

import org.jspecify.annotations.NullMarked;
