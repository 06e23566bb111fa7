/** How fast manifests are built, written and read, beside what a user would pick instead. */
@NullMarked
package io.github.keda4j.benchmarks.yaml;

import org.jspecify.annotations.NullMarked;
