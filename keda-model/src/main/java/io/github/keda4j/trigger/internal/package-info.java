/**
 * The engine behind the typed triggers: what the catalogue says about types and parameters, how KEDA finds a value, and
 * the checks. This is not API: the types are public only because the classes of {@code io.github.keda4j.trigger} and of
 * the packages below use them, and they change without notice.
 */
@NullMarked
package io.github.keda4j.trigger.internal;

import org.jspecify.annotations.NullMarked;
