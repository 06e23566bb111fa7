/** The API server: its answers to requests, independent of the transport. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.server;

import org.jspecify.annotations.NullMarked;
