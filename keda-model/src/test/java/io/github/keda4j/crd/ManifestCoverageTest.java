package io.github.keda4j.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.model.Manifests;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The manifests for the round trip test cover everything in KEDA's CRDs, down to the last field of a pod. */
class ManifestCoverageTest {

    @Test
    void theManifestsUseEveryPathOfEveryCrd() {
        for (Crd crd : CrdListing.read(CrdComparisonTest.listing())) {
            Set<String> unused = new TreeSet<>(crd.paths().keySet());
            int all = unused.size();

            Manifests.ofToday().stream()
                    .map(manifest -> Manifests.tree(Manifests.text(manifest)))
                    .filter(tree -> tree.get("kind").equals(crd.kind()))
                    .forEach(tree -> use("", tree, crd.paths().keySet(), unused));

            assertThat(unused).as(crd.kind() + ", of " + all).isEmpty();
        }
    }

    private static void use(String path, Object value, Set<String> known, Set<String> unused) {
        unused.remove(path);
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> {
                String below = known.contains(path + "{}") ? path + "{}" : path + "." + name;
                use(below, child, known, unused);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> use(path + "[]", element, known, unused));
        }
    }
}
