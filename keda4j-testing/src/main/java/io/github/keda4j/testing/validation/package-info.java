/** Assertions on what KEDA will say about manifests. It needs keda-validator and AssertJ on the class path. */
@NullMarked
package io.github.keda4j.testing.validation;

import org.jspecify.annotations.NullMarked;
