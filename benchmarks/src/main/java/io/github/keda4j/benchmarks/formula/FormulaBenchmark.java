package io.github.keda4j.benchmarks.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import io.github.keda4j.formula.FormulaCheck;
import io.github.keda4j.formula.FormulaResult;
import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two typical formulas, computed by the library and by general expression evaluators. Each formula is compiled
 * beforehand and gets new values each time. exp4j does not support conditions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FormulaBenchmark {

    private static final String MEAN = "(queue_a + queue_b) / 2";
    private static final String CHOICE = "max([a, b]) > 5 ? a : b";
    private static final FormulaScope QUEUES = FormulaScope.of("queue_a", "queue_b");

    private final ScalingFormula mean = ScalingFormula.compile(MEAN, QUEUES.triggers());
    private final ScalingFormula choice = ScalingFormula.compile(CHOICE, List.of("a", "b"));
    private final net.objecthunter.exp4j.Expression exp4jMean =
            new ExpressionBuilder(MEAN).variables("queue_a", "queue_b").build();
    private final Expression evalExMean = new Expression(MEAN);
    private final Expression evalExChoice = new Expression("IF(MAX(a, b) > 5, a, b)");
    private final JexlContext context = new MapContext();
    private final JexlExpression jexlMean;
    private final JexlExpression jexlChoice;

    private final double[] values = {7, 4};
    private double next = 7;

    /** Compiles the formulas that need an engine. */
    public FormulaBenchmark() {
        JexlEngine engine =
                new JexlBuilder().namespaces(Map.of("math", Math.class)).create();
        jexlMean = engine.createExpression(MEAN);
        jexlChoice = engine.createExpression("math:max(a, b) > 5 ? a : b");
    }

    private double changing() {
        next = next > 1e6 ? 7 : next + 1;
        return next;
    }

    /**
     * The mean of two queues, from values in trigger order.
     *
     * @return the result
     */
    @Benchmark
    public FormulaResult mean() {
        values[0] = changing();
        return mean.evaluate(values);
    }

    /**
     * The mean of two queues, from values by name.
     *
     * @return the result
     */
    @Benchmark
    public FormulaResult meanByName() {
        return mean.evaluate(Map.of("queue_a", changing(), "queue_b", 4.0));
    }

    /**
     * The mean of two queues, computed by exp4j, which also uses doubles.
     *
     * @return the result
     */
    @Benchmark
    public double meanByExp4j() {
        return exp4jMean
                .setVariable("queue_a", changing())
                .setVariable("queue_b", 4)
                .evaluate();
    }

    /**
     * The mean of two queues, computed by Apache Commons JEXL.
     *
     * @return the result
     */
    @Benchmark
    public Object meanByJexl() {
        context.set("queue_a", changing());
        context.set("queue_b", 4.0);
        return jexlMean.evaluate(context);
    }

    /**
     * The mean of two queues, computed by EvalEx, which uses BigDecimal.
     *
     * @return the result
     * @throws EvaluationException never
     * @throws ParseException never
     */
    @Benchmark
    public Object meanByEvalEx() throws EvaluationException, ParseException {
        return evalExMean.with("queue_a", changing()).with("queue_b", 4).evaluate();
    }

    /**
     * A choice between two queues.
     *
     * @return the result
     */
    @Benchmark
    public FormulaResult choice() {
        values[0] = changing();
        return choice.evaluate(values);
    }

    /**
     * A choice between two queues, computed by Apache Commons JEXL.
     *
     * @return the result
     */
    @Benchmark
    public Object choiceByJexl() {
        context.set("a", changing());
        context.set("b", 4.0);
        return jexlChoice.evaluate(context);
    }

    /**
     * A choice between two queues, computed by EvalEx.
     *
     * @return the result
     * @throws EvaluationException never
     * @throws ParseException never
     */
    @Benchmark
    public Object choiceByEvalEx() throws EvaluationException, ParseException {
        return evalExChoice.with("a", changing()).with("b", 4).evaluate();
    }

    /**
     * Parses, checks and tries a formula.
     *
     * @return KEDA's verdict
     */
    @Benchmark
    public FormulaCheck check() {
        return ScalingFormula.check(MEAN, QUEUES);
    }
}
