package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.Parameter;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.List;

/**
 * A credential that a service principal names must not be empty. KEDA asks whether the authentication gives it, not whether it says
 * anything (KEDA 2.21, {@code pkg/scalers/azure/azure_service_principal.go}).
 */
public final class ServicePrincipalValueRule {

    private static final List<String> CREDENTIALS = List.of(
            "azureServicePrincipalClientSecret",
            "azureServicePrincipalClientCertificate",
            "azureServicePrincipalClientCertificatePassword");

    private ServicePrincipalValueRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        for (String name : CREDENTIALS) {
            Parameter parameter = values.parameter(name);
            if (parameter != null && values.isEmptyInAuthentication(parameter)) {
                rule.fail(name, name + " is empty. It must have a value if the authentication gives it.");
            }
        }
    }
}
