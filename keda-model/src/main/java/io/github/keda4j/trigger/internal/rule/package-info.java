/**
 * One class for each rule or name that the forms of the catalogue cannot express: rules that it names with {@code java:
 * X} ({@code XRule} here), and names of metrics. Not API: it changes without notice.
 */
@NullMarked
package io.github.keda4j.trigger.internal.rule;

import org.jspecify.annotations.NullMarked;
