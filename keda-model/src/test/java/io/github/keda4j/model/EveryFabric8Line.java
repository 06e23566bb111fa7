package io.github.keda4j.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test that runs on each release line of fabric8 that the jar supports, and not only on the one it is compiled
 * with.
 */
@Tag("every-fabric8-line")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryFabric8Line {}
