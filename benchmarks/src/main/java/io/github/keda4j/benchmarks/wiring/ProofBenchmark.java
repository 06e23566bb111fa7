package io.github.keda4j.benchmarks.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Stacks that each read their own queue: deriving and proving them, compared with writing their manifests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 20, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProofBenchmark {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";

    /** The number of stacks. */
    @Param({"1", "100", "10000"})
    public int stacks;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private List<String> names = List.of();
    private List<ScalingStack> built = List.of();

    /** Builds each stack once. */
    @Setup
    public void build() {
        names = IntStream.range(0, stacks).mapToObj(i -> "reader-" + i).toList();
        built = names.stream().map(ProofBenchmark::stack).toList();
    }

    /**
     * Derives the policies and proves the chains.
     *
     * @return how many chains are complete
     */
    @Benchmark
    public long deriveAndProve() {
        return names.stream()
                .map(ProofBenchmark::stack)
                .filter(stack -> stack.prove().isComplete())
                .count();
    }

    /**
     * Proves the chains of existing stacks.
     *
     * @return how many chains are complete
     */
    @Benchmark
    public long prove() {
        return built.stream().filter(stack -> stack.prove().isComplete()).count();
    }

    /**
     * Writes the manifests as YAML.
     *
     * @return how many characters they have
     */
    @Benchmark
    public long writeYaml() {
        return built.stream()
                .mapToLong(stack -> Manifests.write(stack.manifests()).length())
                .sum();
    }

    /**
     * Describes the same objects with builders, which check them, and writes them as YAML, as users without a stack
     * do.
     *
     * @return how many characters they have
     */
    @Benchmark
    public long describeAndWriteYaml() {
        return names.stream()
                .mapToLong(name -> Manifests.write(described(name)).length())
                .sum();
    }

    /**
     * Describes the same objects, and writes them as fabric8's users do.
     *
     * @return how many characters they have
     */
    @Benchmark
    public long describeAndWriteYamlWithFabric8() {
        return names.stream()
                .flatMap(name -> described(name).stream())
                .mapToLong(object -> serialization.asYaml(object).length())
                .sum();
    }

    private static List<HasMetadata> described(String name) {
        return List.of(serviceAccount(name), deployment(name), authentication(name), scaledObject(name));
    }

    private static ScalingStack stack(String name) {
        String queue = "arn:aws:sqs:us-east-1:111122223333:" + name;
        return ScalingStack.builder()
                .cluster(CLUSTER)
                .operator(KedaOperator.inNamespace("keda"))
                .workload(deployment(name), serviceAccount(name), access -> access.consume(queue))
                .scaledObject(scaledObject(name))
                .build();
    }

    private static Deployment deployment(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withServiceAccountName(name)
                .addNewContainer()
                .withName("reader")
                .withImage("reader")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static ServiceAccount serviceAccount(String name) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("security")
                .endMetadata()
                .build();
    }

    private static TriggerAuthentication authentication(String name) {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withRoleArn("arn:aws:iam::111122223333:role/" + name)
                .endPodIdentity()
                .endSpec()
                .build();
    }

    private static ScaledObject scaledObject(String name) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .addToTriggers(AwsSqsQueueTrigger.builder()
                        .queueUrl("https://sqs.us-east-1.amazonaws.com/111122223333/" + name)
                        .queueLength(5)
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build()
                        .toScaleTrigger())
                .endSpec()
                .build();
    }
}
