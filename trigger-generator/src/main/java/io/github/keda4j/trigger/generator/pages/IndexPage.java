package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;

/** Writes the page that lists all trigger types. */
final class IndexPage {

    private static final String LATEST = Release.latest().text();

    private IndexPage() {}

    static String of(Catalogue catalogue) {
        StringBuilder page = new StringBuilder("<!-- Written from keda-model/src/main/catalogue; edit that. -->\n\n");
        page.append("# Triggers\n\n");
        page.append("The " + catalogue.triggers().size() + " trigger types of KEDA " + LATEST
                + ", each with its own class in `io.github.keda4j.trigger`.\n\n");
        page.append(
                "Metric names begin with the index of the trigger in its list, `s0-` for the first one. The characters"
                        + " `/ . : % ( )` become `-`.\n\n");
        page.append("| Type | Class | What it measures |\n|---|---|---|\n");
        for (TriggerType trigger : catalogue.triggers()) {
            String since = trigger.since()
                    .map(release -> " Available since KEDA " + release.text() + ".")
                    .orElse("");
            String end = trigger.deprecated().isPresent() ? " Deprecated." : "";
            page.append(Markdown.row(
                    "[" + trigger.type() + "](" + trigger.type() + ".md)",
                    Markdown.code(trigger.className()),
                    Markdown.escape(Sentences.of(trigger.description())) + since + end));
        }
        if (!catalogue.removed().isEmpty()) {
            page.append("\nTypes that KEDA " + LATEST + " no longer has:\n\n");
            for (TriggerType trigger : catalogue.removed()) {
                page.append("- `" + trigger.type() + "`, until "
                        + trigger.removed().orElseThrow().text() + ". ");
                page.append(Markdown.escape(Sentences.of(trigger.deprecated().orElse(trigger.description()))))
                        .append('\n');
            }
        }
        return page.toString();
    }
}
