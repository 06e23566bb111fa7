/** Internal code that compares and writes; not for use outside this module. */
@NullMarked
package io.github.keda4j.provisioner.internal;

import org.jspecify.annotations.NullMarked;
