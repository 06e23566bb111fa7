package io.github.keda4j.trigger;

/** A template of a Jolokia URL names all that KEDA needs. */
final class JolokiaTemplateRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        JolokiaTemplate jolokia = JolokiaTemplate.of(values.definition);
        Value template = values.get(jolokia.parameter);
        if (template.isKnown() && jolokia.queue(template.text) == null) {
            rules.fail(
                    jolokia.parameter,
                    jolokia.parameter + " is \"" + template.text
                            + "\", which is no Jolokia URL that names broker and queue");
        }
    }
}
