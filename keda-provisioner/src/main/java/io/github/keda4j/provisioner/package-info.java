/** Plans and applies a scaling stack against AWS and Kubernetes. */
@NullMarked
package io.github.keda4j.provisioner;

import org.jspecify.annotations.NullMarked;
