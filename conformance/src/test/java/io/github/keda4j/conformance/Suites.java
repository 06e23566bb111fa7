package io.github.keda4j.conformance;

import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.formula.FormulaSubject;
import io.github.keda4j.conformance.formula.FormulaSuite;
import io.github.keda4j.conformance.object.ObjectSubject;
import io.github.keda4j.conformance.object.ObjectSuite;
import io.github.keda4j.conformance.syntax.SyntaxSubject;
import io.github.keda4j.conformance.syntax.SyntaxSuite;
import io.github.keda4j.conformance.trigger.TriggerRows;
import io.github.keda4j.conformance.trigger.TriggerSubject;
import io.github.keda4j.conformance.trigger.TriggerSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All suites, and the provider of this library's answers for each kind of question. */
final class Suites {

    private static final List<Subject> SUBJECTS =
            List.of(new TriggerSubject(), new SyntaxSubject(), new ObjectSubject(), new FormulaSubject());

    private Suites() {}

    static List<Suite> all() {
        List<Suite> all = new ArrayList<>();
        all.add(new TriggerRows());
        all.add(TriggerSuite.verdicts());
        all.add(TriggerSuite.metrics());
        all.addAll(ObjectSuite.all());
        all.add(new FormulaSuite());
        all.addAll(SyntaxSuite.all());
        return all;
    }

    static List<Subject> subjects() {
        return SUBJECTS;
    }

    static Optional<Subject> subject(String ask) {
        return SUBJECTS.stream().filter(subject -> subject.ask().equals(ask)).findFirst();
    }
}
