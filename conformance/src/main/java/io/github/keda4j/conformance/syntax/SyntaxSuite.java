package io.github.keda4j.conformance.syntax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.generate.TextGenerator;
import io.github.keda4j.conformance.generate.Texts;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import java.util.Arrays;
import java.util.List;

/** Texts of one syntax. */
public final class SyntaxSuite implements Suite {

    private static final int CASES = 20_000;

    private final Syntax syntax;
    private final TextGenerator texts;
    private final Subject subject = new SyntaxSubject();

    private SyntaxSuite(Syntax syntax) {
        this.syntax = syntax;
        this.texts = Texts.of(syntax.sort());
    }

    /** {@return a suite for each syntax that this library reads} */
    public static List<Suite> all() {
        return Arrays.stream(Syntax.values()).<Suite>map(SyntaxSuite::new).toList();
    }

    @Override
    public String name() {
        return "syntax-" + syntax.judgeName();
    }

    @Override
    public int cases() {
        return CASES;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public ObjectNode question(Release release, Dice dice) {
        ObjectNode question = Json.object().put("ask", "syntax").put("syntax", syntax.judgeName());
        question.putArray("values").add(texts.next(dice));
        return question;
    }
}
