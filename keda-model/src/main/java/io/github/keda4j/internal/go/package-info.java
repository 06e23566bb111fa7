/**
 * Values as Go and Kubernetes write and read them. This is not API and may change in any release. It depends on no
 * other package of this library.
 */
@NullMarked
package io.github.keda4j.internal.go;

import org.jspecify.annotations.NullMarked;
