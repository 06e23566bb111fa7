/**
 * What the API server looks at first: group, version, kind, name and namespace, and that an object is defined only
 * once.
 */
@NullMarked
package io.github.keda4j.validator.internal.envelope;

import org.jspecify.annotations.NullMarked;
