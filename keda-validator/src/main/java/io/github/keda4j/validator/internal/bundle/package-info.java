/** Checks for problems that nothing else reports: objects that do not fit together. */
@NullMarked
package io.github.keda4j.validator.internal.bundle;

import org.jspecify.annotations.NullMarked;
