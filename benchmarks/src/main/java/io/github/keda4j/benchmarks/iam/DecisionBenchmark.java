package io.github.keda4j.benchmarks.iam;

import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.PolicyEvaluator;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Decides the role assumption in {@link Hop}, with this library and with hand-written code that walks the SDK's
 * {@code IamPolicy}. The SDK itself does not evaluate conditions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {

    private final RoleSession session = Hop.operatorSession();
    private final AuthorizationRequest request = Hop.request();
    private final AuthorizationPolicies policies = Hop.policies();
    private final String permissionsJson = Hop.OPERATOR_PERMISSIONS.toJson();
    private final String trustJson = Hop.SCALER_TRUST.toJson();
    private final IamPolicy sdkPermissions = IamPolicy.fromJson(permissionsJson);
    private final IamPolicy sdkTrust = IamPolicy.fromJson(trustJson);

    /**
     * One request on policies that have already been read.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean decide() {
        return PolicyEvaluator.evaluate(request, policies).isAllowed();
    }

    /**
     * The whole role assumption: two actions, and the resulting session with its tags.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean assumeRole() {
        return RoleAssumption.bySession(session, Hop.SCALER_ROLE, RoleAssumption.Request.named("KEDA"))
                .isAllowed();
    }

    /**
     * Reads both documents, then decides one request.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean parseAndDecide() {
        AuthorizationPolicies read = AuthorizationPolicies.builder()
                .identity(PolicyDocument.parse(permissionsJson))
                .resource(PolicyDocument.parse(trustJson))
                .build();
        return PolicyEvaluator.evaluate(request, read).isAllowed();
    }

    /**
     * Like {@link #decide()}, but with hand-written code on the SDK's type.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean decideBySdkType() {
        return NaiveDecision.allows(sdkPermissions, sdkTrust, request);
    }

    /**
     * Like {@link #parseAndDecide()}, but with hand-written code on the SDK's type.
     *
     * @return whether it is allowed
     */
    @Benchmark
    public boolean parseAndDecideBySdkType() {
        return NaiveDecision.allows(IamPolicy.fromJson(permissionsJson), IamPolicy.fromJson(trustJson), request);
    }
}
