/**
 * Text as Go and its libraries read it, where Java's own differ: numbers, durations, cron, URLs, JSON, regular expressions.
 * Knows nothing else of this project. Not API: it changes without notice.
 */
@NullMarked
package io.github.keda4j.trigger.internal.go;

import org.jspecify.annotations.NullMarked;
