/** Tests on a real control plane. */
@NullMarked
package io.github.keda4j.conformance.cluster;

import org.jspecify.annotations.NullMarked;
