package io.github.keda4j.trigger;

/** The selector of pods is one that Kubernetes takes. */
final class PodSelectorRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        Value selector = values.get("podSelector");
        String problem = selector.isKnown() ? LabelSelector.problem(selector.text) : null;
        if (problem != null) {
            rules.fail("podSelector", "podSelector is \"" + selector.text + "\", which " + problem);
        }
    }
}
