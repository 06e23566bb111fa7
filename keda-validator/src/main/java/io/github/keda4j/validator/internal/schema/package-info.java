/** What the API server says of the fields: the schemas of KEDA's CustomResourceDefinitions, and how objects are held to them. */
@NullMarked
package io.github.keda4j.validator.internal.schema;

import org.jspecify.annotations.NullMarked;
