package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Stacks of many shapes, and the transitions from one to another: what is created, what is pruned, what is removed.
 */
final class Shapes {

    private static final String QUEUES = "arn:aws:sqs:us-east-1:111122223333:";

    private Shapes() {}

    /**
     * Two descriptions of a cluster, to change from either one to the other.
     *
     * @param name in words
     * @param here the stacks of the first
     * @param there the stacks of the second
     */
    record Way(String name, List<ScalingStack> here, List<ScalingStack> there) {

        Way back() {
            return new Way(name + ", back", there, here);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Every shape turns into the next one; some are created and removed alone, beside another, or sharing a role with
     * another.
     */
    static List<Way> ways() {
        Map<String, ScalingStack> shapes = shapes();
        ScalingStack invoices = Stacks.readerOf("invoices").build();
        List<String> names = List.copyOf(shapes.keySet());
        List<Way> ways = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            String next = names.get((index + 1) % names.size());
            ways.add(new Way(name + " to " + next, List.of(shapes.get(name)), List.of(shapes.get(next))));
            if (index % 4 == 0) {
                ways.add(new Way(name, List.of(), List.of(shapes.get(name))));
            }
        }
        ways.add(new Way("beside another", List.of(invoices), List.of(invoices, shapes.get(names.get(0)))));
        ScalingStack one = sharing("orders");
        ScalingStack other = sharing("parcels");
        ways.add(new Way("two that share a role", List.of(), List.of(one, other)));
        ways.add(new Way("the second of two that share a role", List.of(one), List.of(one, other)));
        ways.add(new Way("one of two that share a role for the other", List.of(one), List.of(other)));
        return ways.stream().flatMap(way -> Stream.of(way, way.back())).toList();
    }

    private static Map<String, ScalingStack> shapes() {
        Map<String, ScalingStack> shapes = new LinkedHashMap<>();
        shapes.put("a separate role for the scaler", Stacks.readerOf("orders").build());
        shapes.put(
                "the operator's role",
                orders(IamRole.named("orders"), stack -> stack.scalerIdentity(ScalerIdentity.operatorRole())));
        shapes.put(
                "the workload's role",
                orders(IamRole.named("orders"), stack -> stack.scalerIdentity(ScalerIdentity.workloadRole())));
        shapes.put(
                "a named role with an external id",
                orders(
                        IamRole.named("orders"),
                        stack -> stack.scalerIdentity(
                                ScalerIdentity.role(IamRole.named("readers")).withExternalId("orders-1"))));
        shapes.put("a renamed role", orders(IamRole.named("orders-pods"), stack -> stack));
        shapes.put("a role on a path", orders(IamRole.named("orders-team").withPath("/team/"), stack -> stack));
        shapes.put("a tagged role", orders(IamRole.named("orders").withTag("cost", "1"), stack -> stack));
        shapes.put(
                "a bounded role",
                orders(
                        IamRole.named("orders").withPermissionsBoundary("arn:aws:iam::aws:policy/PowerUserAccess"),
                        stack -> stack));
        shapes.put("another service account", withServiceAccount("orders", "reader", "orders"));
        shapes.put("a stateful set", statefulSet());
        shapes.put(
                "more permissions",
                orders(
                        IamRole.named("orders"),
                        stack -> stack.adjustPermissions(
                                "orders",
                                document -> document.upsert(Statement.allow()
                                        .sid("More")
                                        .action("sqs:SendMessage")
                                        .resource(QUEUES + "parcels")
                                        .build()))));
        shapes.put(
                "more replicas",
                Stacks.readerOf("orders")
                        .scaledObject(Stacks.scaledObject("orders", 20))
                        .build());
        shapes.put("an environment", environment());
        shapes.put("two queues", twoQueues());
        shapes.put(
                "an existing authentication",
                Stacks.readerOf("orders").existing("orders").build());
        shapes.put("another workload", Stacks.readerOf("parcels").build());
        shapes.put(
                "operator elsewhere under another account",
                Stacks.readerOf("orders")
                        .operator(KedaOperator.inNamespace("payments").withServiceAccount("scaler"))
                        .build());
        shapes.put(
                "operator with a role of another name",
                orders(
                        IamRole.named("orders"),
                        stack -> stack.operator(
                                KedaOperator.inNamespace("keda").withRole(IamRole.named("keda-reader")))));
        shapes.put(
                "operator with another service account",
                orders(
                        IamRole.named("orders"),
                        stack -> stack.operator(KedaOperator.inNamespace("keda").withServiceAccount("reader"))));
        shapes.put(
                "operator without session tags",
                orders(
                        IamRole.named("orders"),
                        stack -> stack.operator(KedaOperator.inNamespace("keda").withoutSessionTags())));
        return shapes;
    }

    private static ScalingStack orders(IamRole role, UnaryOperator<ScalingStack.Builder> more) {
        return more.apply(Stacks.readerOf("orders")
                        .workload(
                                Stacks.deployment("orders"),
                                Stacks.serviceAccount("orders"),
                                access -> access.role(role).consume(QUEUES + "orders")))
                .build();
    }

    private static ScalingStack withServiceAccount(String queue, String serviceAccount, String role) {
        Deployment deployment = Stacks.deployment(queue);
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName(serviceAccount);
        return Stacks.readerOf(queue)
                .workload(
                        deployment,
                        Stacks.serviceAccount(serviceAccount),
                        access -> access.role(IamRole.named(role)).consume(QUEUES + queue))
                .build();
    }

    /** One of two stacks that share a service account and its role. */
    private static ScalingStack sharing(String queue) {
        return withServiceAccount(queue, "readers", "readers");
    }

    private static ScalingStack statefulSet() {
        return Stacks.statefulSet(Stacks.scaledObject("orders", 10));
    }

    private static ScalingStack environment() {
        return Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders")
                                .edit()
                                .editSpec()
                                .withReplicas(2)
                                .editTemplate()
                                .editSpec()
                                .editFirstContainer()
                                .addNewEnv()
                                .withName("MODE")
                                .withValue("fast")
                                .endEnv()
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        Stacks.serviceAccount("orders"),
                        access -> access.consume(QUEUES + "orders"))
                .build();
    }

    private static ScalingStack twoQueues() {
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        scaledObject
                .getSpec()
                .getTriggers()
                .add(Stacks.scaledObject("parcels", 10)
                        .getSpec()
                        .getTriggers()
                        .get(0)
                        .edit()
                        .editAuthenticationRef()
                        .withName("orders")
                        .endAuthenticationRef()
                        .build());
        return Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.consume(QUEUES + "orders", QUEUES + "parcels"))
                .scaledObject(scaledObject)
                .build();
    }
}
