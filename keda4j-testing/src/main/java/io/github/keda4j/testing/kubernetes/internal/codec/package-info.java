/** From what clients send to what the API server stores: decoding, defaults, and what it drops or rewrites. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.codec;

import org.jspecify.annotations.NullMarked;
