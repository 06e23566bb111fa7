package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.List;
import java.util.Map;

/** The part of EKS that pod identity associations need: its paths, and the permissions for its calls. */
final class EksService implements Service<EksService.RestCall> {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Cloud cloud;
    private static final String AGENT_ADD_ON = "eks-pod-identity-agent";

    private final EksAssociations associations;
    private final Agent agent;

    EksService(Cloud cloud, EksAssociations associations, Agent agent) {
        this.cloud = cloud;
        this.associations = associations;
        this.agent = agent;
    }

    /** How the clusters got the EKS Pod Identity Agent. */
    enum Agent {
        ADD_ON,
        AUTO_MODE,
        NONE
    }

    /** A call in REST form; the values of a repeated query parameter are separated by line breaks. */
    record RestCall(String method, List<String> path, Map<String, String> query, String body) {

        private boolean isAboutTags() {
            return path.get(0).equals("tags");
        }

        /** The ARN in the path, which contains slashes. */
        private String taggedArn() {
            return String.join("/", path.subList(1, path.size()));
        }

        private JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException notJson) {
                throw new AwsError(
                        400,
                        "InvalidRequestException",
                        "The request body is not JSON: " + notJson.getOriginalMessage());
            }
        }
    }

    @Override
    public String action(RestCall call) {
        String shape = shapeOf(call.path());
        return switch (call.method() + " " + shape) {
            case "GET cluster" -> "eks:DescribeCluster";
            case "GET add-on" -> "eks:DescribeAddon";
            case "POST associations" -> "eks:CreatePodIdentityAssociation";
            case "GET associations" -> "eks:ListPodIdentityAssociations";
            case "POST association" -> "eks:UpdatePodIdentityAssociation";
            case "GET association" -> "eks:DescribePodIdentityAssociation";
            case "DELETE association" -> "eks:DeletePodIdentityAssociation";
            case "POST tags" -> "eks:TagResource";
            case "GET tags" -> "eks:ListTagsForResource";
            case "DELETE tags" -> "eks:UntagResource";
            default ->
                throw new AwsError(
                        404,
                        "NotFoundException",
                        "The emulator does not know eks at " + call.method() + " /" + String.join("/", call.path())
                                + ".");
        };
    }

    private static String shapeOf(List<String> path) {
        int parts = path.size();
        if (parts >= 2 && path.get(0).equals("tags")) {
            return "tags";
        }
        if (parts < 2 || parts > 4 || !path.get(0).equals("clusters")) {
            return "";
        }
        if (parts == 2) {
            return "cluster";
        }
        if (parts == 4 && path.get(2).equals("addons")) {
            return "add-on";
        }
        if (!path.get(2).equals("pod-identity-associations")) {
            return "";
        }
        return parts == 3 ? "associations" : "association";
    }

    @Override
    public String target(RestCall call) {
        return call.isAboutTags()
                ? call.taggedArn()
                : call.path().get(call.path().size() == 4 ? 3 : 1);
    }

    @Override
    public boolean writes(RestCall call) {
        return !action(call).startsWith("eks:Describe") && !action(call).startsWith("eks:List");
    }

    /** Naming a role in an association passes it to EKS, which needs a separate permission. */
    @Override
    public String authorize(RestCall call, Identity caller) {
        String action = action(call);
        String resource = resource(call);
        String reason = require(caller, action, resource, RequestContext.empty());
        boolean creates = action.equals("eks:CreatePodIdentityAssociation");
        if (creates || action.equals("eks:UpdatePodIdentityAssociation")) {
            JsonNode body = call.json();
            if (body.hasNonNull("roleArn")) {
                require(
                        caller,
                        "iam:PassRole",
                        body.get("roleArn").asText(),
                        RequestContext.empty().with("iam:PassedToService", "pods.eks.amazonaws.com"));
            }
            if (creates && !body.path("tags").isEmpty()) {
                require(
                        caller,
                        "eks:TagResource",
                        cloud.associationArn(call.path().get(1), "*"),
                        RequestContext.empty());
            }
        }
        return reason;
    }

    private String resource(RestCall call) {
        List<String> path = call.path();
        return switch (shapeOf(path)) {
            case "tags" -> call.taggedArn();
            case "association" -> cloud.associationArn(path.get(1), path.get(3));
            case "add-on" -> cloud.addOnArn(path.get(1), path.get(3));
            default -> cloud.clusterArn(path.get(1));
        };
    }

    /** EKS's error codes end with "Exception". */
    private static String require(Identity caller, String action, String resource, RequestContext context) {
        try {
            return Authority.require(caller, action, resource, context, null);
        } catch (AwsError denied) {
            throw new AwsError(403, "AccessDeniedException", denied.text());
        }
    }

    @Override
    public String answer(RestCall call, Identity caller) {
        String action = action(call);
        if (call.isAboutTags()) {
            return tags(action, call).toString();
        }
        String cluster = call.path().get(1);
        if (!cloud.clusters.containsKey(cluster) || !caller.accountId().equals(cloud.home.id)) {
            throw new AwsError(404, "ResourceNotFoundException", "No cluster found for name: " + cluster + ".");
        }
        return switch (action) {
            case "eks:DescribeCluster" -> cluster(cluster).toString();
            case "eks:DescribeAddon" -> addOn(cluster, call.path().get(3)).toString();
            case "eks:CreatePodIdentityAssociation" ->
                associations.create(cluster, call.json()).toString();
            case "eks:ListPodIdentityAssociations" ->
                associations.list(cluster, call.query()).toString();
            case "eks:UpdatePodIdentityAssociation" ->
                associations
                        .update(associations.find(cluster, call.path().get(3)), call.json())
                        .toString();
            case "eks:DeletePodIdentityAssociation" ->
                associations.delete(cluster, call.path().get(3)).toString();
            default ->
                associations
                        .wrapped(associations.find(cluster, call.path().get(3)))
                        .toString();
        };
    }

    private ObjectNode cluster(String name) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode cluster = root.putObject("cluster")
                .put("name", name)
                .put("arn", cloud.clusterArn(name))
                .put("endpoint", cloud.clusterEndpoint(name))
                .put("status", "ACTIVE");
        cluster.putObject("computeConfig").put("enabled", agent == Agent.AUTO_MODE);
        return root;
    }

    private ObjectNode addOn(String cluster, String name) {
        if (agent != Agent.ADD_ON || !name.equals(AGENT_ADD_ON)) {
            throw new AwsError(404, "ResourceNotFoundException", "No addon: " + name + " found in cluster: " + cluster);
        }
        ObjectNode root = JSON.createObjectNode();
        root.putObject("addon")
                .put("addonName", name)
                .put("clusterName", cluster)
                .put("addonArn", cloud.addOnArn(cluster, name))
                .put("status", "ACTIVE");
        return root;
    }

    private ObjectNode tags(String action, RestCall call) {
        Map<String, String> tags = associations.byArn(call.taggedArn()).tags;
        ObjectNode root = JSON.createObjectNode();
        switch (action) {
            case "eks:TagResource" -> EksAssociations.tag(tags, call.json().path("tags"));
            case "eks:UntagResource" ->
                List.of(call.query().getOrDefault("tagKeys", "").split("\n")).forEach(tags::remove);
            default -> tags.forEach(root.putObject("tags")::put);
        }
        return root;
    }
}
