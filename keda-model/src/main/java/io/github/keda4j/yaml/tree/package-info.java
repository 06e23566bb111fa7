/**
 * Manifests as trees in which every value knows its place in the text. Not API: for the modules of this library that
 * check manifests, and free to change with any release.
 */
@NullMarked
package io.github.keda4j.yaml.tree;

import org.jspecify.annotations.NullMarked;
