package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.RealCatalogue;
import java.util.SortedMap;

/** The sources of the catalogue that the build uses, generated once for all tests that only read them. */
final class RealSources {

    private static final SortedMap<String, String> ALL = JavaSources.of(RealCatalogue.read());

    private RealSources() {}

    static SortedMap<String, String> all() {
        return ALL;
    }
}
