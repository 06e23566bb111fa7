/** The path from a service account through roles to a resource, with a decision on each hop. */
@NullMarked
package io.github.keda4j.podidentity.path;

import org.jspecify.annotations.NullMarked;
