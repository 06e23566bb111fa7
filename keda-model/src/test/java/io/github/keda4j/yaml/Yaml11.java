package io.github.keda4j.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A reader of YAML 1.1 in its own class, because fabric8 8 does not include the library, but the tests must still be
 * found with it.
 */
final class Yaml11 {

    private Yaml11() {}

    static Object load(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }
}
