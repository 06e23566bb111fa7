package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the mistakes in all files, so that one run reports every mistake. */
final class Problems {

    private record Problem(Place place, String message) {}

    private final List<Problem> found = new ArrayList<>();

    void add(Place place, String message) {
        Problem problem = new Problem(place, message);
        if (!found.contains(problem)) { // a fragment is read once for each trigger that includes it
            found.add(problem);
        }
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<String> lines = found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.place().file())
                        .thenComparing(problem -> problem.place().line()))
                .map(problem -> problem.place() + ": " + problem.message())
                .toList();
        throw new CatalogueException(lines);
    }

    /** Suggests {@code ; did you mean X?} for a similar word, and otherwise {@code ; expected one of A, B}. */
    static String suggestion(String word, Set<String> known) {
        String nearest = nearest(word, known);
        return nearest != null
                ? "; did you mean " + nearest + "?"
                : "; expected one of " + String.join(", ", new TreeSet<>(known));
    }

    private static @Nullable String nearest(String word, Set<String> known) {
        String nearest = null;
        int least = word.length() < 5 ? 2 : 3;
        for (String candidate : new TreeSet<>(known)) {
            int distance = candidate.equalsIgnoreCase(word) ? 0 : distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Counts the letters to add, remove, replace or swap with their neighbor. */
    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
