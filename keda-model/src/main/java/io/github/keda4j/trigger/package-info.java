/**
 * KEDA's triggers, typed: a class for each type that builds, reads and checks an entry of {@code triggers}, and for each a
 * builder of the TriggerAuthentication that goes with it.
 */
@NullMarked
package io.github.keda4j.trigger;

import org.jspecify.annotations.NullMarked;
