/** What AWS's Service Authorization Reference says about actions and the resources that they act on. */
@NullMarked
package io.github.keda4j.podidentity.internal.reference;

import org.jspecify.annotations.NullMarked;
