package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoCron;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * Warns about a time zone that this machine does not know: KEDA accepts any text, but then fails each time it reads the
 * metric.
 */
public final class KnownTimeZoneRule {

    private KnownTimeZoneRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue timezone = values.get("timezone");
        if (timezone.isKnown() && !GoCron.isZone(timezone.text())) {
            rule.warn("timezone", "timezone is " + timezone.shown() + ", which is not a name in the IANA database.");
        }
    }
}
