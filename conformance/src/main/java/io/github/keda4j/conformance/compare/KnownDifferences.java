package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.conformance.judge.Release;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The intended differences, from {@code known-differences.yaml}. */
public final class KnownDifferences {

    /** More of them would be a sign that the rules are wrong, not that KEDA is odd. */
    static final int MOST = 20;

    private final List<KnownDifference> all;

    KnownDifferences(List<KnownDifference> all) {
        if (all.size() > MOST) {
            throw new IllegalArgumentException(
                    "There are " + all.size() + " known differences; no more than " + MOST + " are allowed.");
        }
        this.all = List.copyOf(all);
    }

    /** {@return the differences in the file} */
    public static KnownDifferences read() {
        try (InputStream file = Objects.requireNonNull(
                KnownDifferences.class.getResourceAsStream("/known-differences.yaml"), "known-differences.yaml")) {
            List<KnownDifference> all = new ArrayList<>();
            for (JsonNode entry : Serialization.unmarshal(file, JsonNode.class).path("differences")) {
                all.add(KnownDifference.of(entry));
            }
            return new KnownDifferences(all);
        } catch (IOException e) {
            throw new IllegalStateException("known-differences.yaml cannot be read.", e);
        }
    }

    /** {@return the differences of a release} */
    List<KnownDifference> of(Release release) {
        return all.stream().filter(known -> known.isOf(release)).toList();
    }

    /** {@return whether a difference is known} */
    boolean contain(Difference difference, Release release) {
        return of(release).stream().anyMatch(known -> known.matches(difference));
    }

    /**
     * {@return the outdated entries of a kind of question: those whose example no longer shows the difference}
     *
     * @param asking the judge
     * @throws IOException if the judge ends
     */
    public List<String> outdated(Asking asking) throws IOException {
        List<String> outdated = new ArrayList<>();
        for (KnownDifference known : of(asking.release())) {
            boolean mine =
                    known.example().path("ask").asText().equals(asking.subject().ask());
            if (mine && asking.compare(known.example()).differences().stream().noneMatch(known::matches)) {
                outdated.add("KEDA " + asking.release() + ": no longer a difference: " + known.kind());
            }
        }
        return outdated;
    }
}
