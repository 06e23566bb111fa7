package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The options of a write.
 *
 * @param dryRun whether to answer without storing anything
 * @param manager the name of the writer
 * @param validation what to do about unknown fields and duplicate fields
 * @param force whether an apply takes over fields of other owners
 */
record Options(boolean dryRun, String manager, FieldValidation validation, boolean force) {

    private static final int LONGEST_MANAGER = 128;

    enum FieldValidation {
        IGNORE,
        WARN,
        STRICT
    }

    /**
     * Reads the options of a request.
     *
     * @param kind the kind of options for messages, such as {@code PatchOptions}
     */
    static Options of(ApiRequest request, String kind) {
        boolean apply = request.contentType().equals(Patches.APPLY);
        List<Cause> problems = new ArrayList<>();
        String manager = request.parameter("fieldManager");
        checkManager(manager, apply, problems);
        List<String> dryRun = request.query().getOrDefault("dryRun", List.of());
        checkDryRun(dryRun, problems);
        if (!request.parameter("force").isEmpty() && !apply) {
            problems.add(Cause.forbidden("force", "may not be specified for non-apply patch"));
        }
        FieldValidation validation = validation(request.parameter("fieldValidation"), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidOptions(kind, problems);
        }
        String writer = manager.isEmpty() ? ofUserAgent(request.userAgent()) : manager;
        return new Options(!dryRun.isEmpty(), writer, validation, request.flag("force"));
    }

    static void checkDryRun(List<String> dryRun, List<Cause> problems) {
        if (!dryRun.stream().allMatch("All"::equals)) {
            problems.add(Cause.notSupported("dryRun", Json.write(dryRun), "\"All\""));
        }
    }

    private static void checkManager(String manager, boolean apply, List<Cause> problems) {
        if (apply && manager.isEmpty()) {
            problems.add(Cause.required("fieldManager", "is required for apply patch"));
        }
        if (manager.length() > LONGEST_MANAGER) {
            problems.add(Cause.tooLong("fieldManager", "may not be more than " + LONGEST_MANAGER + " bytes"));
        }
        manager.codePoints()
                .filter(Character::isISOControl)
                .findFirst()
                .ifPresent(codePoint -> problems.add(Cause.invalid(
                        "fieldManager", Json.write(manager), "should only contain printable characters")));
    }

    private static FieldValidation validation(String text, List<Cause> problems) {
        return switch (text) {
            case "", "Warn" -> FieldValidation.WARN;
            case "Ignore", "Strict" -> FieldValidation.valueOf(text.toUpperCase(Locale.ROOT));
            default -> {
                problems.add(Cause.notSupported(
                        "fieldValidation", Json.write(text), "\"\", \"Ignore\", \"Strict\", \"Warn\""));
                yield FieldValidation.WARN;
            }
        };
    }

    /** The part before the first slash, such as {@code fabric8-kubernetes-client}. */
    private static String ofUserAgent(String userAgent) {
        String name = userAgent.split("/", 2)[0];
        return name.length() > LONGEST_MANAGER ? name.substring(0, LONGEST_MANAGER) : name;
    }
}
