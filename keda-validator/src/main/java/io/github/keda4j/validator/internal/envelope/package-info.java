/**
 * What the API server checks first: group, version, kind, name and namespace, and whether an object is defined only
 * once.
 */
@NullMarked
package io.github.keda4j.validator.internal.envelope;

import org.jspecify.annotations.NullMarked;
