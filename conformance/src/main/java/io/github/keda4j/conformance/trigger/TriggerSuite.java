package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.Triggers;
import java.util.List;

/** Triggers of all types: examples of the catalogue, with changes. */
public final class TriggerSuite implements Suite {

    private final String name;
    private final int cases;
    private final boolean gentle;
    private final Subject subject = new TriggerSubject();

    private TriggerSuite(String name, int cases, boolean gentle) {
        this.name = name;
        this.cases = cases;
        this.gentle = gentle;
    }

    /** {@return triggers with up to five changes of any kind, to compare what is refused} */
    public static TriggerSuite verdicts() {
        return new TriggerSuite("triggers", 50_000, false);
    }

    /** {@return triggers most of which are accepted, to compare their metrics} */
    public static TriggerSuite metrics() {
        return new TriggerSuite("metrics", 20_000, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int cases() {
        return cases;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public ObjectNode question(Release release, Dice dice) {
        String type = dice.pick(Triggers.types());
        TriggerDraft draft = new TriggerDraft(type, parameters(type), dice.pick(TriggerSeed.of(type)), dice);
        if (gentle) {
            for (int left = dice.between(0, 3); left > 0; left--) {
                draft.changeGently();
            }
        } else {
            for (int left = dice.pick(0, 1, 1, 1, 2, 2, 3, 5); left > 0; left--) {
                draft.change();
            }
        }
        return draft.question();
    }

    private static List<ParameterInfo> parameters(String type) {
        return Triggers.parameters(type);
    }
}
