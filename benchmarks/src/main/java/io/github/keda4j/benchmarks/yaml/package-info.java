/** How fast manifests are built, written and read, compared with what a user would choose instead. */
@NullMarked
package io.github.keda4j.benchmarks.yaml;

import org.jspecify.annotations.NullMarked;
