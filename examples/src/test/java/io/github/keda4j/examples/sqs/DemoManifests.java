package io.github.keda4j.examples.sqs;

import io.github.keda4j.yaml.Manifests;

/** What the demo applies, for tests in other packages. */
public final class DemoManifests {

    private DemoManifests() {}

    public static String ofTheDefaultWiring() {
        return Manifests.write(
                QueueScenario.stack(Wiring.LEAST_PRIVILEGE, BrokenLink.NONE).manifests());
    }
}
