/**
 * Assertions on whether KEDA accepts manifests, and on what else keda-validator finds in them. It needs keda-validator
 * and AssertJ on the class path.
 */
@NullMarked
package io.github.keda4j.testing.validation;

import org.jspecify.annotations.NullMarked;
