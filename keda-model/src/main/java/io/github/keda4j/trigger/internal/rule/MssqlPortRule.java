package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * The port beside a host. KEDA puts both into a URL, from which the driver reads a port of at most 16 bits; but if the
 * host has a bracket, the driver reads no port at all, and uses the default.
 */
public final class MssqlPortRule {

    private static final int LARGEST = 65535;

    private MssqlPortRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue port = values.get("port");
        ParameterValue host = values.get("host");
        boolean isRead =
                !host.isKnown() || (host.text().indexOf('[') < 0 && host.text().indexOf(']') < 0);
        if (port.isKnown() && port.number() > LARGEST && isRead) {
            rule.fail(
                    "port",
                    "Unless connectionString is given, port must be at most 65535, but it is " + port.shown() + ".");
        }
    }
}
