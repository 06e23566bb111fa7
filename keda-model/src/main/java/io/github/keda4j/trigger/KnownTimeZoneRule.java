package io.github.keda4j.trigger;

/** Warns of a time zone that this machine does not know: KEDA takes any text, and fails whenever it asks for the metric. */
final class KnownTimeZoneRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        Value timezone = values.get("timezone");
        if (timezone.isKnown() && !GoCron.isZone(timezone.text)) {
            rules.warn("timezone", "timezone is \"" + timezone.text + "\", which is no name in the IANA database");
        }
    }
}
