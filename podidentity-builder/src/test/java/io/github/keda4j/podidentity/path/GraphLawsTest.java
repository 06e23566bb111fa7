package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.READER;
import static io.github.keda4j.podidentity.path.ChainVariant.WORKLOAD_ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** A graph finds every role from which a path that was tried step by step gets there. */
class GraphLawsTest {

    private static final String TARGET_ACTION = "sqs:ReceiveMessage";

    private static final List<String> ROLES = List.of(OPERATOR, WORKLOAD_ROLE, READER);

    /** What KEDA may send: the first two need nothing that the caller would have to choose. */
    private static final List<RoleAssumption.Request> REQUESTS = List.of(
            new RoleAssumption.Request("*", null, SessionTags.none(), null),
            new RoleAssumption.Request("*", "tenant-42", SessionTags.none(), null),
            new RoleAssumption.Request("*", null, SessionTags.transitive(Map.of("project", "p")), null),
            new RoleAssumption.Request("*", "acme-1", SessionTags.none(), null, "joe"));

    private static final int CERTAIN_REQUESTS = 2;

    /** The trust in a role, and what the roles may do. */
    record World(List<String> trusts, List<String> permissions, boolean tags, boolean limited) {

        PodIdentityAssociation association() {
            PodIdentityAssociation.Builder association = PodIdentityAssociation.builder()
                    .cluster(CLUSTER)
                    .namespace("keda")
                    .serviceAccount("keda-operator")
                    .roleArn(OPERATOR)
                    .disableSessionTags(!tags || limited);
            return limited
                    ? association
                            .policy(document("{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"}"))
                            .build()
                    : association.build();
        }

        List<RolePolicies> roles() {
            List<RolePolicies> roles = new ArrayList<>();
            for (int i = 0; i < ROLES.size(); i++) {
                PolicyDocument trust = document(trusts.get(i));
                roles.add(RolePolicies.of(
                        ROLES.get(i),
                        i == 0 ? trust.merge(association().roleTrustPolicy()) : trust,
                        document(permissions.get(i))));
            }
            return roles;
        }

        private static PolicyDocument document(String statements) {
            return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noRoleIsMissedFromWhichAPathGetsThere(@ForAll("worlds") World world) {
        List<RolePolicies> roles = world.roles();
        AccessGraph graph = AccessGraph.builder()
                .association(world.association())
                .role(roles.toArray(RolePolicies[]::new))
                .build();
        List<AccessPath> might = graph.whoMight(TARGET_ACTION, QUEUE);

        Statistics.label("roles that might").collect(might.size());
        Statistics.label("roles that can")
                .collect(graph.whoCan(TARGET_ACTION, QUEUE).size());
        assertThat(might).extracting(GraphLawsTest::lastRole).doesNotHaveDuplicates();
        assertThat(lastRoles(might)).containsAll(lastRoles(tried(world, roles, REQUESTS)));
        assertThat(lastRoles(graph.whoCan(TARGET_ACTION, QUEUE)))
                .containsAll(lastRoles(tried(world, roles, REQUESTS.subList(0, CERTAIN_REQUESTS)).stream()
                        .filter(AccessPath::isAllowed)
                        .toList()));
    }

    /** Every path with at most two further roles that is not denied. */
    private static List<AccessPath> tried(
            World world, List<RolePolicies> roles, List<RoleAssumption.Request> requests) {
        List<AccessPath> paths = new ArrayList<>();
        paths.add(start(world, roles).act(TARGET_ACTION, QUEUE).build());
        for (RolePolicies first : roles) {
            for (RoleAssumption.Request one : requests) {
                if (start(world, roles).assume(first, one).build().denied().isPresent()) {
                    continue;
                }
                paths.add(start(world, roles)
                        .assume(first, one)
                        .act(TARGET_ACTION, QUEUE)
                        .build());
                for (RolePolicies second : roles) {
                    requests.forEach(two -> paths.add(start(world, roles)
                            .assume(first, one)
                            .assume(second, two)
                            .act(TARGET_ACTION, QUEUE)
                            .build()));
                }
            }
        }
        return paths.stream().filter(path -> path.denied().isEmpty()).toList();
    }

    private static AccessPath.Builder start(World world, List<RolePolicies> roles) {
        PodIdentityAssociation association = world.association();
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .role(
                        roles.get(0),
                        !association.disableSessionTags(),
                        association.policy().orElse(null));
    }

    private static Set<String> lastRoles(List<AccessPath> paths) {
        return paths.stream().map(GraphLawsTest::lastRole).collect(Collectors.toSet());
    }

    private static String lastRole(AccessPath path) {
        return path.hops().get(path.hops().size() - 1).from();
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<String> actions = Arbitraries.of(
                "\"sts:AssumeRole\"",
                "[\"sts:AssumeRole\",\"sts:TagSession\"]",
                "\"sts:TagSession\"",
                "[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]");
        Arbitrary<String> conditions = Arbitraries.of(
                "",
                "",
                "\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}",
                "\"StringEquals\":{\"sts:ExternalId\":\"tenant-42\"}",
                "\"StringLike\":{\"sts:ExternalId\":\"acme-*\"}",
                "\"StringEquals\":{\"aws:RequestTag/project\":\"p\"}",
                "\"StringEquals\":{\"aws:PrincipalTag/project\":\"p\"}",
                "\"StringEquals\":{\"aws:PrincipalTag/kubernetes-namespace\":\"keda\"}",
                "\"StringEquals\":{\"sts:SourceIdentity\":\"joe\"}",
                "\"StringEquals\":{\"aws:SourceIdentity\":\"joe\"}",
                "\"Null\":{\"aws:TagKeys\":\"false\"}");
        Arbitrary<String> trust = Combinators.combine(Arbitraries.of(ROLES), actions, conditions)
                .as((role, action, condition) -> "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + role
                        + "\"},\"Action\":" + action + ",\"Condition\":{" + condition + "}}");
        Arbitrary<String> permission = Combinators.combine(
                        Arbitraries.of("sts:*", "sts:*", "sts:AssumeRole", "sqs:*", "*"), conditions)
                .as((action, condition) -> "{\"Effect\":\"Allow\",\"Action\":\"" + action
                        + "\",\"Resource\":\"*\",\"Condition\":{" + condition + "}}");
        return Combinators.combine(
                        trust.list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(statements -> String.join(",", statements))
                                .list()
                                .ofSize(ROLES.size()),
                        permission
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2)
                                .map(statements -> String.join(",", statements))
                                .list()
                                .ofSize(ROLES.size()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(World::new);
    }
}
