/** Values as Go and Kubernetes write and read them. Not API: free to change with any release. A leaf: it knows nothing else of ours. */
@NullMarked
package io.github.keda4j.internal.go;

import org.jspecify.annotations.NullMarked;
