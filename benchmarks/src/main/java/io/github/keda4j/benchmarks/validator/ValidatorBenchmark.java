package io.github.keda4j.benchmarks.validator;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.ValidationReport;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifests;
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

/**
 * The whole validation of a consumer of an SQS queue, compared with reading the same text: the validation should take
 * at most half of that time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ValidatorBenchmark {

    private static final String STACK = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: orders, namespace: shop}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: orders
              namespace: shop
              labels: {app: orders}
            spec:
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec:
                  serviceAccountName: orders
                  containers:
                  - name: app
                    image: registry.example.com/orders:1.4.2
                    env:
                    - {name: QUEUE_URL, value: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}
                    resources:
                      requests: {cpu: 100m, memory: 128Mi}
                      limits: {memory: 256Mi}
            ---
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata: {name: orders, namespace: shop}
            spec:
              podIdentity:
                provider: aws
                roleArn: arn:aws:iam::111122223333:role/orders-scaler
            ---
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              minReplicaCount: 0
              maxReplicaCount: 20
              fallback: {failureThreshold: 3, replicas: 2}
              triggers:
              - type: aws-sqs-queue
                metadata:
                  queueURLFromEnv: QUEUE_URL
                  queueLength: "5"
                  awsRegion: eu-west-1
                authenticationRef: {name: orders}
            """;

    private final KedaValidator validator = KedaValidator.forVersion(KedaVersion.V2_21);
    private final ParsedManifests manifests = Manifests.parse("stack.yaml", STACK);

    /** {@return the stack as it was written} */
    @Benchmark
    public ParsedManifests read() {
        return Manifests.parse("stack.yaml", STACK);
    }

    /** {@return what was found in the stack} */
    @Benchmark
    public ValidationReport validate() {
        return validator.validate(manifests);
    }
}
