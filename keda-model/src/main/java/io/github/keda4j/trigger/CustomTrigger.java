package io.github.keda4j.trigger;

import io.github.keda4j.trigger.internal.TriggerData;
import io.github.keda4j.trigger.internal.TriggerDefinition;

/** A trigger of a type that KEDA 2.21 does not know: from a newer KEDA, or from one with custom scalers. */
public final class CustomTrigger extends Trigger {

    CustomTrigger(String type, TriggerData data) {
        super(new TriggerDefinition(type).additionalParameters(), data);
    }

    /** {@return a builder with all settings of this trigger} */
    public Builder toBuilder() {
        return new Builder(type(), data());
    }

    /** Builds a trigger of a type that KEDA 2.21 does not know. */
    public static final class Builder extends ScalerBuilder<CustomTrigger, Builder> {

        private final String type;

        private Builder(String type, TriggerData data) {
            super(new TriggerDefinition(type).additionalParameters(), data);
            this.type = type;
        }

        @Override
        Trigger view(TriggerData data) {
            return new CustomTrigger(type, data);
        }
    }
}
