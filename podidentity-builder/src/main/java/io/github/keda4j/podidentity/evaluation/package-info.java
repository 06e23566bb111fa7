/** Decides offline what IAM would decide: requests against identity, resource, boundary, session and organization policies. */
@NullMarked
package io.github.keda4j.podidentity.evaluation;

import org.jspecify.annotations.NullMarked;
