package io.github.keda4j.benchmarks.iam;

import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.PolicyEvaluator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request against policies that grow: the statement that allows it is the last one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrowthBenchmark {

    /** The number of statements in the caller's policy. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int statements;

    private final AuthorizationRequest request = Hop.request();
    private AuthorizationPolicies policies = Hop.policies();

    /** Puts statements about other roles before the one that matters. */
    @Setup
    public void grow() {
        PolicyDocument.Builder document = PolicyDocument.builder();
        for (int i = 1; i < statements; i++) {
            document.statement(Statement.allow()
                    .action("sts:AssumeRole", "sts:TagSession")
                    .resource("arn:aws:iam::111122223333:role/other-" + i)
                    .build());
        }
        Hop.OPERATOR_PERMISSIONS.statements().forEach(document::statement);
        policies = AuthorizationPolicies.builder()
                .identity(document.build())
                .resource(Hop.SCALER_TRUST)
                .build();
    }

    /**
     * Decides.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean decide() {
        return PolicyEvaluator.evaluate(request, policies).isAllowed();
    }
}
