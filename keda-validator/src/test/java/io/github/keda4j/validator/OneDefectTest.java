package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * One mistake results in one finding: in the examples of all trigger types, with parameters from every source, no
 * matter what else is wrong in other objects because of it.
 */
class OneDefectTest {

    private static final Path BUNDLE = Path.of("src/test/resources/one-mistake/bundle.yaml");

    /** The interval at which mistakes are drawn, unless all are requested, which takes minutes. */
    private static final int SHARE = Boolean.getBoolean("keda4j.full") ? 1 : 61;

    private static final int SHARE_OF_LARGE = Boolean.getBoolean("keda4j.full") ? 1 : 5 * Cases.NTH;

    /** Examples with a value that is wrong, but has no effect because of another one. */
    private static final List<String> WRONG_WITHOUT = List.of(
            "azure-cosmosdb: an unknown cloud, which nobody asks where there are keys",
            "mssql: a port without effect beside a connection string");

    private static final ClusterState NOTHING_ELSE = ClusterState.unknown().complete();

    @Test
    void aMistakeInAnExampleIsToldOnce() {
        List<String> wrong = new ArrayList<>();
        List<CatalogueExample> examples = CatalogueExample.all();
        int planted = 0;
        for (int i = 0; i < examples.size(); i += Cases.NTH) {
            ExampleBundle.Source[] sources = ExampleBundle.Source.values();
            for (int j = 0; j < sources.length; j++) {
                if (SHARE == 1 || j == i % sources.length) {
                    planted += check(ExampleBundle.of(examples.get(i), sources[j]), SHARE, i, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(planted).isGreaterThan(400 / Cases.NTH);
    }

    @Test
    void aMistakeInALargeBundleIsToldOnce() throws IOException {
        List<String> wrong = new ArrayList<>();

        int planted = check(ExampleBundle.of("a large bundle", Files.readString(BUNDLE)), SHARE_OF_LARGE, 0, wrong);

        assertThat(wrong).isEmpty();
        assertThat(planted).isGreaterThan(100 / Cases.NTH);
    }

    /** Checks some of the mistakes, and counts them. */
    private static int check(ExampleBundle bundle, int share, int offset, List<String> wrong) {
        List<Defect> defects = Defect.all(bundle);
        Map<Boolean, Set<String>> without = new HashMap<>();
        int planted = 0;
        for (int i = offset % share; i < defects.size(); i += share) {
            boolean alone = i % 2 == 0;
            Set<String> before = without.computeIfAbsent(alone, one -> identities(findings(bundle, one)));
            List<Finding> more = new ArrayList<>(findings(defects.get(i).bundle(), alone));
            more.removeIf(finding -> before.contains(identity(finding)));
            // A field that has no effect anyway keeps the finding that says so.
            boolean mayAddNone = !defects.get(i).kind().isAlwaysOne() || isTold(before, defects.get(i));
            int most = isWrongWithout(defects.get(i)) ? 2 : 1;
            boolean fits = more.isEmpty() ? mayAddNone : more.size() <= most;
            if (!fits) {
                wrong.add(defects.get(i) + (alone ? " alone: " : ": ") + more + "\n");
            }
            planted++;
        }
        return planted;
    }

    /** Whether the mistake hides a value without which another value is wrong by itself, which is a second mistake. */
    private static boolean isWrongWithout(Defect defect) {
        return defect.kind() == Defect.Kind.DANGLING_NAME
                && WRONG_WITHOUT.stream().anyMatch(defect.bundle().name()::startsWith);
    }

    private static boolean isTold(Set<String> identities, Defect defect) {
        String pointer = " " + defect.where().substring(defect.where().indexOf('/')) + " ";
        return identities.stream().anyMatch(identity -> identity.contains(pointer));
    }

    private static Set<String> identities(List<Finding> findings) {
        return findings.stream().map(OneDefectTest::identity).collect(Collectors.toSet());
    }

    /** Returns the number of the object's line. */
    private static String identity(Finding finding) {
        return finding.rule() + " " + finding.pointer() + " "
                + finding.location().orElseThrow().line();
    }

    /**
     * The findings about what is wrong or does not do what it says.
     *
     * @param alone whether the cluster contains nothing else
     */
    private static List<Finding> findings(ExampleBundle bundle, boolean alone) {
        return KedaValidator.builder()
                .version(KedaVersion.V2_21)
                .namespace("shop")
                .cluster(alone ? NOTHING_ELSE : ClusterState.unknown())
                .build()
                .validate(Manifests.parse("bundle.yaml", bundle.text()))
                .findings()
                .asList()
                .stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }
}
