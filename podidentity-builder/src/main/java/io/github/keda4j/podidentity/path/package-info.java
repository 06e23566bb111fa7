/** The way from a service account through roles to a resource, hop by hop, each decided. */
@NullMarked
package io.github.keda4j.podidentity.path;

import org.jspecify.annotations.NullMarked;
