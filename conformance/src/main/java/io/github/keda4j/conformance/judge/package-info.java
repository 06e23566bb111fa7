/** The client of {@code judge/}: KEDA itself in a process. */
@NullMarked
package io.github.keda4j.conformance.judge;

import org.jspecify.annotations.NullMarked;
