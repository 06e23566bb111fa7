/**
 * JSON as maps, lists, strings, {@code Long}, {@code Double}, booleans and null, without a library: fabric8's lines
 * bring different ones, and none of them reports every duplicate field.
 */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.json;

import org.jspecify.annotations.NullMarked;
