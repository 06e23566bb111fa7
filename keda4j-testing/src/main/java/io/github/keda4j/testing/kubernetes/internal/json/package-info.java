/**
 * JSON as maps, lists, strings, {@code Long}, {@code Double}, booleans and null, without a library: different fabric8
 * versions come with different libraries, and none of them reports every duplicate field.
 */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.json;

import org.jspecify.annotations.NullMarked;
