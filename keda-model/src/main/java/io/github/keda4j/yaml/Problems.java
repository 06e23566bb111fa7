package io.github.keda4j.yaml;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of a text, up to a number that people would still read, since a text that is not YAML can have
 * a problem on every line.
 */
final class Problems {

    static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();
    private boolean more;

    void add(Finding problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else {
            more = true;
        }
    }

    /** Adds a problem whose place does not name the text yet. */
    void add(Finding problem, @Nullable String source) {
        add(in(source, problem));
    }

    static Finding in(@Nullable String source, Finding problem) {
        return problem.location()
                .map(place -> problem.at(new Location(source, place.line(), place.column())))
                .orElse(problem);
    }

    /** The number of problems found, up to {@link #MOST}. */
    int size() {
        return found.size();
    }

    /** Whether some problems were left out, so that reading on is pointless. */
    boolean areTooMany() {
        return more;
    }

    Findings findings() {
        return Findings.of(found);
    }

    /**
     * Ends the collection.
     *
     * @throws ManifestException if anything was wrong
     */
    void throwAny() {
        if (!found.isEmpty()) {
            throw new ManifestException(findings(), more);
        }
    }
}
