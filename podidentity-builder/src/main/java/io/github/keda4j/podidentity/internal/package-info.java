/** Code that the packages of this module share and that users do not see. */
@NullMarked
package io.github.keda4j.podidentity.internal;

import org.jspecify.annotations.NullMarked;
