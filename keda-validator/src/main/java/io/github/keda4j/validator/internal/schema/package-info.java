/**
 * What the API server says about the fields: the schemas of KEDA's CustomResourceDefinitions, and the checks against
 * them.
 */
@NullMarked
package io.github.keda4j.validator.internal.schema;

import org.jspecify.annotations.NullMarked;
