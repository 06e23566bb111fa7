/** IAM policy documents as immutable values: read, written, compared, merged and checked without an AWS client. */
@NullMarked
package io.github.keda4j.podidentity.policy;

import org.jspecify.annotations.NullMarked;
