/** What the API server knows about its kinds: their fields, how they are written, and how they merge. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.schema;

import org.jspecify.annotations.NullMarked;
