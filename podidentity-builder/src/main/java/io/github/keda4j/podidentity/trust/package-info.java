/** Trust policies that are narrow unless told otherwise: Pod Identity, role chaining, target roles, IRSA. */
@NullMarked
package io.github.keda4j.podidentity.trust;

import org.jspecify.annotations.NullMarked;
