/**
 * What the API server checks about fields: the schemas of KEDA's CustomResourceDefinitions, and the checks against
 * these schemas.
 */
@NullMarked
package io.github.keda4j.validator.internal.schema;

import org.jspecify.annotations.NullMarked;
