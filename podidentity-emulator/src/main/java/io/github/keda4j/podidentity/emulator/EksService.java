package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.emulator.AccountState.StoredAssociation;
import io.github.keda4j.podidentity.emulator.AccountState.StoredRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of EKS that pod identity associations need, with EKS's own checks and texts. */
final class EksService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private final AccountState state;
    private final int pageSize;

    EksService(AccountState state, int pageSize) {
        this.state = state;
        this.pageSize = pageSize;
    }

    /** A call in REST form. */
    record RestCall(String method, List<String> path, Map<String, String> query, String body) {}

    /** The name of the action, as IAM calls it. */
    static String actionOf(RestCall call) {
        boolean tags = call.path().get(0).equals("tags");
        boolean one = call.path().size() == 4;
        if (!tags && call.path().size() == 2) {
            return "eks:DescribeCluster";
        }
        return "eks:"
                + switch (call.method()) {
                    case "POST" ->
                        tags ? "TagResource" : one ? "UpdatePodIdentityAssociation" : "CreatePodIdentityAssociation";
                    case "DELETE" -> tags ? "UntagResource" : "DeletePodIdentityAssociation";
                    default ->
                        tags
                                ? "ListTagsForResource"
                                : one ? "DescribePodIdentityAssociation" : "ListPodIdentityAssociations";
                };
    }

    static boolean writes(String action) {
        return !action.startsWith("eks:Describe") && !action.startsWith("eks:List");
    }

    /** The answer's body. */
    String answer(RestCall call) {
        String action = actionOf(call);
        if (call.path().get(0).equals("tags")) {
            return tags(action, call).toString();
        }
        String cluster = call.path().get(1);
        Map<String, StoredAssociation> associations = state.clusters.get(cluster);
        if (associations == null) {
            throw new AwsError(404, "ResourceNotFoundException", "No cluster found for name: " + cluster + ".");
        }
        return switch (action) {
            case "eks:DescribeCluster" -> cluster(cluster).toString();
            case "eks:CreatePodIdentityAssociation" ->
                create(cluster, associations, parse(call.body())).toString();
            case "eks:ListPodIdentityAssociations" ->
                list(associations, call.query()).toString();
            case "eks:UpdatePodIdentityAssociation" ->
                update(find(associations, call), parse(call.body())).toString();
            case "eks:DeletePodIdentityAssociation" -> {
                StoredAssociation gone = find(associations, call);
                associations.remove(gone.id);
                yield wrapped(gone).toString();
            }
            default -> wrapped(find(associations, call)).toString();
        };
    }

    private ObjectNode cluster(String name) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("cluster")
                .put("name", name)
                .put("arn", state.clusterArn(name))
                .put("status", "ACTIVE");
        return root;
    }

    private ObjectNode create(String cluster, Map<String, StoredAssociation> associations, JsonNode body) {
        String namespace = text(body, "namespace", "");
        String serviceAccount = text(body, "serviceAccount", "");
        check(
                NAMESPACE.matcher(namespace).matches(),
                "The namespace \"" + namespace + "\" is not a valid Kubernetes name.");
        check(
                SERVICE_ACCOUNT.matcher(serviceAccount).matches() && serviceAccount.length() <= 253,
                "The serviceAccount \"" + serviceAccount + "\" is not a valid Kubernetes name.");
        String token = text(body, "clientRequestToken");
        for (StoredAssociation present : associations.values()) {
            if (present.namespace.equals(namespace) && present.serviceAccount.equals(serviceAccount)) {
                if (token != null && token.equals(present.clientRequestToken)) {
                    return wrapped(present);
                }
                throw new AwsError(409, "ResourceInUseException", "Association already exists: " + present.id);
            }
        }
        String id = "a-" + state.randomHex(9).substring(0, 17);
        StoredAssociation association = new StoredAssociation(
                cluster,
                namespace,
                serviceAccount,
                id,
                "arn:" + state.partition + ":eks:" + state.region + ":" + state.accountId + ":podidentityassociation/"
                        + cluster + "/" + id,
                state.clock.instant(),
                role(text(body, "roleArn", "")).arn,
                token);
        association.disableSessionTags = body.path("disableSessionTags").asBoolean(false);
        association.targetRoleArn = emptyToNull(text(body, "targetRoleArn"));
        association.policy = emptyToNull(text(body, "policy"));
        body.path("tags")
                .properties()
                .forEach(
                        tag -> association.tags.put(tag.getKey(), tag.getValue().asText()));
        checkPolicy(association);
        associations.put(id, association);
        return wrapped(association);
    }

    /** What is absent stays; an empty text clears. */
    private ObjectNode update(StoredAssociation association, JsonNode body) {
        String roleArn = text(body, "roleArn");
        if (roleArn != null) {
            association.roleArn = role(roleArn).arn;
        }
        if (body.hasNonNull("disableSessionTags")) {
            association.disableSessionTags = body.get("disableSessionTags").asBoolean();
        }
        if (body.hasNonNull("targetRoleArn")) {
            association.targetRoleArn = emptyToNull(text(body, "targetRoleArn"));
        }
        if (body.hasNonNull("policy")) {
            association.policy = emptyToNull(text(body, "policy"));
        }
        checkPolicy(association);
        association.modified = state.clock.instant();
        return wrapped(association);
    }

    private ObjectNode list(Map<String, StoredAssociation> associations, Map<String, String> query) {
        List<StoredAssociation> all = new ArrayList<>(associations.values());
        all.removeIf(
                one -> query.containsKey("namespace") && !query.get("namespace").equals(one.namespace));
        all.removeIf(one -> query.containsKey("serviceAccount")
                && !query.get("serviceAccount").equals(one.serviceAccount));
        all.sort(Comparator.comparing(one -> one.id));
        int from = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        int to = Math.min(
                all.size(), from + Math.min(pageSize, Integer.parseInt(query.getOrDefault("maxResults", "100"))));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("associations");
        all.subList(Math.min(from, to), to)
                .forEach(one -> list.addObject()
                        .put("clusterName", one.cluster)
                        .put("namespace", one.namespace)
                        .put("serviceAccount", one.serviceAccount)
                        .put("associationArn", one.arn)
                        .put("associationId", one.id));
        if (to < all.size()) {
            root.put("nextToken", String.valueOf(to));
        }
        return root;
    }

    private ObjectNode tags(String action, RestCall call) {
        String arn = String.join("/", call.path().subList(1, call.path().size()));
        StoredAssociation association = state.clusters.values().stream()
                .flatMap(associations -> associations.values().stream())
                .filter(one -> one.arn.equals(arn))
                .findFirst()
                .orElseThrow(() -> new AwsError(404, "NotFoundException", "No resource found for ARN: " + arn + "."));
        ObjectNode root = JSON.createObjectNode();
        switch (action) {
            case "eks:TagResource" ->
                parse(call.body())
                        .path("tags")
                        .properties()
                        .forEach(tag -> association.tags.put(
                                tag.getKey(), tag.getValue().asText()));
            case "eks:UntagResource" ->
                List.of(call.query().getOrDefault("tagKeys", "").split("\n")).forEach(association.tags::remove);
            default -> association.tags.forEach(root.putObject("tags")::put);
        }
        return root;
    }

    private static StoredAssociation find(Map<String, StoredAssociation> associations, RestCall call) {
        String id = call.path().get(3);
        StoredAssociation found = associations.get(id);
        if (found == null) {
            throw new AwsError(404, "ResourceNotFoundException", "No association found for associationId: " + id + ".");
        }
        return found;
    }

    private StoredRole role(String arn) {
        check(arn.startsWith("arn:"), "Invalid role ARN: " + arn);
        check(arn.contains("::" + state.accountId + ":"), "Cross-account pass role is not allowed.");
        StoredRole role = state.roleByArn(arn);
        if (role != null && role.unseenBy > 0) {
            role.unseenBy--;
            role = null;
        }
        if (role == null) {
            throw new AwsError(400, "InvalidParameterException", "Role provided in the request does not exist.");
        }
        return role;
    }

    private static void checkPolicy(StoredAssociation association) {
        check(
                association.policy == null || association.disableSessionTags,
                "When policy is specified, disableSessionTags must be set to true");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AwsError(400, "InvalidParameterException", otherwise);
        }
    }

    private ObjectNode wrapped(StoredAssociation one) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode node = root.putObject("association")
                .put("clusterName", one.cluster)
                .put("namespace", one.namespace)
                .put("serviceAccount", one.serviceAccount)
                .put("roleArn", one.roleArn)
                .put("associationArn", one.arn)
                .put("associationId", one.id)
                .put("createdAt", seconds(one.created))
                .put("modifiedAt", seconds(one.modified))
                .put("disableSessionTags", one.disableSessionTags);
        if (one.targetRoleArn != null) {
            node.put("targetRoleArn", one.targetRoleArn).put("externalId", externalId(one));
        }
        if (one.policy != null) {
            node.put("policy", one.policy);
        }
        one.tags.forEach(node.putObject("tags")::put);
        return root;
    }

    String externalId(StoredAssociation one) {
        return String.join("/", state.region, state.accountId, one.cluster, one.namespace, one.serviceAccount);
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AwsError(
                    400, "InvalidRequestException", "The request body is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static @Nullable String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.get(field).asText() : null;
    }

    private static String text(JsonNode body, String field, String otherwise) {
        return body.hasNonNull(field) ? body.get(field).asText() : otherwise;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
