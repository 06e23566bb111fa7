/**
 * Values as Go and Kubernetes write and read them. Not API: free to change with any release. It depends on no other
 * package of this library.
 */
@NullMarked
package io.github.keda4j.internal.go;

import org.jspecify.annotations.NullMarked;
