/**
 * KEDA's triggers as typed classes: one for each type, which builds, reads and checks an entry of {@code triggers}, and
 * has a builder for the TriggerAuthentication that goes with it.
 */
@NullMarked
package io.github.keda4j.trigger;

import org.jspecify.annotations.NullMarked;
