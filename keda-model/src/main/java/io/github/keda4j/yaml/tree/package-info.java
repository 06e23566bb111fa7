/**
 * Manifests as trees in which every value knows its place in the text. This is not API: it is for the modules of this
 * library that check manifests, and may change in any release.
 */
@NullMarked
package io.github.keda4j.yaml.tree;

import org.jspecify.annotations.NullMarked;
