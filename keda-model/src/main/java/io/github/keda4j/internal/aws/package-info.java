/** Names of AWS that several modules read. This is not API and may change in any release. */
@NullMarked
package io.github.keda4j.internal.aws;

import org.jspecify.annotations.NullMarked;
