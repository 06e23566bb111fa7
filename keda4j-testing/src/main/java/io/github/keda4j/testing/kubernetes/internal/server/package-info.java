/** The API server: what it answers to requests, whoever brings them. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.server;

import org.jspecify.annotations.NullMarked;
