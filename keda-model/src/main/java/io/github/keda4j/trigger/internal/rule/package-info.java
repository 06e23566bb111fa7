/**
 * One class for each rule or metric name that the forms of the catalogue cannot express; the catalogue refers to it
 * with {@code java: X} (a rule is {@code XRule} here). This is not API and changes without notice.
 */
@NullMarked
package io.github.keda4j.trigger.internal.rule;

import org.jspecify.annotations.NullMarked;
