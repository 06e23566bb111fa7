package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.Parameter;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.List;

/**
 * A credential of a service principal must not be empty. KEDA checks whether the authentication contains the
 * credential, not whether it has a value (KEDA 2.21, {@code pkg/scalers/azure/azure_service_principal.go}).
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
                rule.fail(name, name + " is empty. It must have a value if it is set in the authentication.");
            }
        }
    }
}
