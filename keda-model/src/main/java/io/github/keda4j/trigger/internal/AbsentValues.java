package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reduces several errors to the first one if all of them disappear once one missing or empty value is filled in. All
 * other errors are kept.
 */
public final class AbsentValues {

    private static final String MISSING = "trigger-missing-parameter";

    /** Stands for the value that the user meant to write. */
    private static final String SOMETHING = "0";

    private AbsentValues() {}

    /**
     * The values with one missing value filled in.
     *
     * @param values all values, including the one that was missing
     * @param isWritten whether its key was written with an empty value, which is then the mistake
     */
    public record Mended(ParameterValues values, boolean isWritten) {}

    /** Whether several errors may have the same cause. */
    public static boolean matter(List<Finding> findings) {
        int errors = 0;
        for (Finding finding : findings) {
            errors += finding.severity() == Severity.ERROR && !finding.rule().equals(MISSING) ? 1 : 0;
        }
        return errors > 1;
    }

    /** For each parameter without a value, all values with a value for this parameter filled in. */
    public static List<Mended> mended(ParameterValues values) {
        List<Mended> all = new ArrayList<>();
        for (Parameter parameter : values.definition().parameters) {
            if (values.get(parameter).source() == null) {
                String key = parameter.isFamily() ? emptyMember(parameter, values) : emptyKey(parameter, values);
                all.add(new Mended(
                        key == null ? values.withSomething(parameter) : values.withText(key, SOMETHING),
                        key != null || values.data().gives(parameter)));
            }
        }
        return all;
    }

    private static @Nullable String emptyKey(Parameter parameter, ParameterValues values) {
        for (String name : parameter.names) {
            if (values.writtenMetadata().get(name) != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String emptyMember(Parameter family, ParameterValues values) {
        for (Map.Entry<String, String> entry : values.writtenMetadata().entrySet()) {
            String key = entry.getKey();
            if (key != null && key.startsWith(family.familyPrefix()) && entry.getValue() != null) {
                return key;
            }
        }
        return null;
    }

    /** The findings with only the first of the errors that disappear once the missing value is filled in. */
    public static List<Finding> asOne(List<Finding> findings, List<Finding> ofMended, Mended mended) {
        List<Finding> kept = new ArrayList<>(findings.size());
        boolean told = false;
        for (Finding finding : findings) {
            boolean cured = finding.severity() == Severity.ERROR
                    && !finding.rule().equals(MISSING)
                    && (mended.isWritten() || !isOfSomethingWritten(finding, mended.values()))
                    && !ofMended.contains(finding);
            if (!cured || !told) {
                kept.add(finding);
            }
            told |= cured;
        }
        return kept;
    }

    private static boolean isOfSomethingWritten(Finding finding, ParameterValues values) {
        for (String key : values.writtenMetadata().keySet()) {
            if (key != null && finding.pointer().equals(EntryPointers.metadata(key))) {
                return true;
            }
        }
        return false;
    }
}
