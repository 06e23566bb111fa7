/**
 * JSON as maps, lists, strings, {@code Long}, {@code Double}, booleans and null, on no library: fabric8's lines bring different
 * ones, and none of them names every field that a text has twice.
 */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.json;

import org.jspecify.annotations.NullMarked;
