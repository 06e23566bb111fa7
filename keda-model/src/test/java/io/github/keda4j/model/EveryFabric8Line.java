package io.github.keda4j.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A test that runs on each line of fabric8 that the jar is for, and not only on the one it is compiled with. */
@Tag("every-fabric8-line")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryFabric8Line {}
