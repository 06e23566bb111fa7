package io.github.keda4j.trigger;

/** KEDA looks at the parameter type wherever it is written, even if nothing or space is. */
final class DatadogTypeRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        String type = values.data.metadata.get("type");
        if (type != null && (type.isEmpty() || !type.equals(GoText.trim(type)))) {
            rules.fail(
                    "type", "type is \"" + type + "\"; KEDA takes average or global with no space, or no type at all");
        }
    }
}
