/** IAM's wildcards: a text against a pattern, and a pattern against another. */
@NullMarked
package io.github.keda4j.podidentity.internal.pattern;

import org.jspecify.annotations.NullMarked;
