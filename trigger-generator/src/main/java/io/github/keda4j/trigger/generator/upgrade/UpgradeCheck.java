package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the catalogue with a source tree of KEDA: {@code mvn -q -pl trigger-generator compile exec:java
 * -Dkeda.source=DIR}. With {@code -Dkeda.release=2.20}, the tree is compared with the catalogue's description of that
 * release; otherwise, with that of the latest one.
 */
public final class UpgradeCheck {

    private UpgradeCheck() {}

    /**
     * Prints the differences of the tree that the system property {@code keda.source} names.
     *
     * @param arguments the folder of the catalogue, and the file of the intended differences
     * @throws IllegalArgumentException if there is no such tree, or the catalogue does not know the release
     * @throws IllegalStateException if there is any other difference, which fails the build
     */
    public static void main(String[] arguments) {
        String tree = System.getProperty("keda.source");
        if (arguments.length != 2 || tree == null || tree.isEmpty()) {
            throw new IllegalArgumentException("name the source tree of KEDA to compare with: -Dkeda.source=DIR");
        }
        int differences = run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(tree), release(), System.out);
        if (differences > 0) {
            throw new IllegalStateException(
                    "differences between the catalogue and KEDA's source, listed above: " + differences);
        }
    }

    private static Release release() {
        String text = System.getProperty("keda.release", "");
        return text.isEmpty()
                ? Release.latest()
                : Release.of(text)
                        .orElseThrow(() -> new IllegalArgumentException("the catalogue does not know release " + text
                                + "; it knows "
                                + Stream.of(Release.values()).map(Release::text).collect(Collectors.joining(", "))));
    }

    /** Prints the differences that are not accepted, by trigger type, and returns their number. */
    static int run(Path catalogue, Path acceptedFile, Path tree, Release release, PrintStream out) {
        Catalogue ours = CatalogueReader.read(catalogue).at(release);
        KedaSource keda = KedaSource.read(tree);
        Accepted accepted = Accepted.read(acceptedFile);
        List<Difference> all = Comparison.of(ours, keda);
        List<Difference> differences =
                all.stream().filter(difference -> !accepted.covers(difference)).toList();
        String type = "";
        for (Difference difference : differences) {
            if (!difference.type().equals(type)) {
                type = difference.type();
                out.println(type);
            }
            out.println("  " + difference);
        }
        accepted.unused().forEach(line -> out.println("no longer a difference, but still listed as accepted: " + line));
        int fields = 0;
        for (KedaScaler scaler : keda.scalers().values()) {
            fields += scaler.parameters().size();
        }
        int count = differences.size() + accepted.unused().size();
        out.println("compared: " + keda.scalers().size() + " types, " + fields + " fields; accepted differences: "
                + (all.size() - differences.size()) + "; others: " + count);
        return count;
    }
}
