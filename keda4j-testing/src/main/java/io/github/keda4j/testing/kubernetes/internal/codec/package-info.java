/** Turns what clients send into what the API server stores: decodes, adds defaults, and drops and rewrites fields. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.codec;

import org.jspecify.annotations.NullMarked;
