package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.emulator.StoredAssociation.Settings;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** EKS's pod identity associations, with EKS's own checks and messages. */
final class EksAssociations {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/[\\x21-\\x7E]+");
    private static final int MAX_TAGS = 50;
    private static final int MAX_PAGE = 100;

    private final Cloud cloud;
    private final int pageSize;
    private final int quota;
    private final Faults faults;

    EksAssociations(Cloud cloud, int pageSize, int quota, Faults faults) {
        this.cloud = cloud;
        this.pageSize = pageSize;
        this.quota = quota;
        this.faults = faults;
    }

    private Map<String, StoredAssociation> of(String cluster) {
        return Objects.requireNonNull(cloud.clusters.get(cluster));
    }

    ObjectNode create(String cluster, JsonNode body) {
        String namespace = body.path("namespace").asText();
        String serviceAccount = body.path("serviceAccount").asText();
        check(
                NAMESPACE.matcher(namespace).matches(),
                "The namespace \"" + namespace + "\" is not a valid Kubernetes name.");
        check(
                SERVICE_ACCOUNT.matcher(serviceAccount).matches() && serviceAccount.length() <= 253,
                "The serviceAccount \"" + serviceAccount + "\" is not a valid Kubernetes name.");
        String token = text(body, "clientRequestToken");
        Settings settings = settings(body, new Settings("", false, null, null));
        StoredAssociation earlier = byToken(cluster, token);
        if (earlier != null) {
            check(
                    earlier.belongsTo(namespace, serviceAccount) && earlier.settings.equals(settings),
                    "The clientRequestToken " + token + " was used for another request.");
            return wrapped(earlier);
        }
        for (StoredAssociation present : of(cluster).values()) {
            if (present.belongsTo(namespace, serviceAccount)) {
                throw new AwsError(409, "ResourceInUseException", "Association already exists: " + present.id);
            }
        }
        if (of(cluster).size() >= quota) {
            throw new AwsError(
                    400,
                    "ResourceLimitExceededException",
                    "The cluster " + cluster + " has reached its limit of " + quota + " pod identity associations.");
        }
        String id = "a-" + cloud.randomHex(9).substring(0, 17);
        StoredAssociation association = new StoredAssociation(
                cluster,
                namespace,
                serviceAccount,
                id,
                cloud.associationArn(cluster, id),
                cloud.clock.instant(),
                token,
                settings);
        tag(association.tags, body.path("tags"));
        association.unseen = faults.missesOfNewAssociations();
        association.ownerArn = faults.ownerOfNewAssociations();
        of(cluster).put(id, association);
        return wrapped(association);
    }

    private @Nullable StoredAssociation byToken(String cluster, @Nullable String token) {
        return of(cluster).values().stream()
                .filter(one -> token != null && token.equals(one.clientRequestToken))
                .findFirst()
                .orElse(null);
    }

    ObjectNode update(StoredAssociation association, JsonNode body) {
        association.settings = settings(body, association.settings);
        association.modified = cloud.clock.instant();
        return wrapped(association);
    }

    /** An absent value stays unchanged; an empty text clears it. Everything is checked before anything is changed. */
    private Settings settings(JsonNode body, Settings present) {
        String roleArn = text(body, "roleArn");
        String targetRoleArn = text(body, "targetRoleArn");
        String policy = text(body, "policy");
        Settings settings = new Settings(
                roleArn == null ? present.roleArn() : role(roleArn).arn,
                body.path("disableSessionTags").asBoolean(present.disableSessionTags()),
                targetRoleArn == null ? present.targetRoleArn() : emptyToNull(targetRoleArn),
                policy == null ? present.policy() : emptyToNull(policy));
        check(!settings.roleArn().isEmpty(), "The roleArn is missing.");
        String target = settings.targetRoleArn();
        check(
                target == null || ROLE_ARN.matcher(target).matches(),
                "The targetRoleArn \"" + target + "\" is not the ARN of a role.");
        if (settings.policy() != null) {
            check(settings.disableSessionTags(), "When policy is specified, disableSessionTags must be set to true");
            PolicyValidator.forType(PolicyType.SESSION).validate(settings.policy()).stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .findFirst()
                    .map(Finding::message)
                    .ifPresent(message -> check(false, "The policy is not valid: " + message));
        }
        return settings;
    }

    ObjectNode list(String cluster, Map<String, String> query) {
        String namespace = query.get("namespace");
        String serviceAccount = query.get("serviceAccount");
        List<StoredAssociation> all = new ArrayList<>(of(cluster).values());
        all.removeIf(one -> (namespace != null && !namespace.equals(one.namespace))
                || (serviceAccount != null && !serviceAccount.equals(one.serviceAccount))
                || !one.seen());
        all.sort(Comparator.comparing(one -> one.id));
        int from = number(query, "nextToken", 0, 0, Integer.MAX_VALUE);
        int to = Math.min(all.size(), from + Math.min(pageSize, number(query, "maxResults", MAX_PAGE, 1, MAX_PAGE)));
        ObjectNode root = EksService.JSON.createObjectNode();
        ArrayNode list = root.putArray("associations");
        all.subList(Math.min(from, to), to).forEach(one -> summary(list.addObject(), one));
        if (to < all.size()) {
            root.put("nextToken", String.valueOf(to));
        }
        return root;
    }

    private static int number(Map<String, String> query, String name, int otherwise, int least, int most) {
        try {
            int number = Integer.parseInt(query.getOrDefault(name, String.valueOf(otherwise)));
            check(number >= least && number <= most, "The " + name + " is not valid.");
            return number;
        } catch (NumberFormatException notANumber) {
            throw new AwsError(400, "InvalidParameterException", "The " + name + " is not valid.");
        }
    }

    StoredAssociation find(String cluster, String id) {
        StoredAssociation found = of(cluster).get(id);
        if (found == null) {
            throw new AwsError(404, "ResourceNotFoundException", "No association found for associationId: " + id + ".");
        }
        return found;
    }

    ObjectNode delete(String cluster, String id) {
        StoredAssociation gone = find(cluster, id);
        of(cluster).remove(id);
        return wrapped(gone);
    }

    StoredAssociation byArn(String arn) {
        return cloud.clusters.values().stream()
                .flatMap(associations -> associations.values().stream())
                .filter(one -> one.arn.equals(arn))
                .findFirst()
                .orElseThrow(() -> new AwsError(404, "NotFoundException", "No resource found for ARN: " + arn + "."));
    }

    static void tag(Map<String, String> tags, JsonNode more) {
        Map<String, String> all = new TreeMap<>(tags);
        more.properties().forEach(tag -> all.put(tag.getKey(), tag.getValue().asText()));
        if (all.size() > MAX_TAGS) {
            throw new AwsError(400, "BadRequestException", "A resource may have " + MAX_TAGS + " tags at most.");
        }
        tags.putAll(all);
    }

    private StoredRole role(String arn) {
        check(ROLE_ARN.matcher(arn).matches(), "The roleArn \"" + arn + "\" is not the ARN of a role.");
        if (!arn.contains("::" + cloud.home.id + ":")) {
            throw new AwsError(403, "AccessDeniedException", "Cross-account pass role is not allowed.");
        }
        StoredRole role = cloud.roleByArn(arn);
        if (role != null && role.unseenByEks > 0) {
            role.unseenByEks--;
            role = null;
        }
        if (role == null) {
            throw new AwsError(400, "InvalidParameterException", "Role provided in the request does not exist.");
        }
        return role;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AwsError(400, "InvalidParameterException", otherwise);
        }
    }

    ObjectNode wrapped(StoredAssociation one) {
        ObjectNode root = EksService.JSON.createObjectNode();
        ObjectNode node = summary(root.putObject("association"), one)
                .put("roleArn", one.settings.roleArn())
                .put("createdAt", seconds(one.created))
                .put("modifiedAt", seconds(one.modified))
                .put("disableSessionTags", one.settings.disableSessionTags());
        if (one.settings.targetRoleArn() != null) {
            node.put("targetRoleArn", one.settings.targetRoleArn()).put("externalId", externalId(one));
        }
        if (one.settings.policy() != null) {
            node.put("policy", one.settings.policy());
        }
        one.tags.forEach(node.putObject("tags")::put);
        return root;
    }

    /** The parts that listings contain, which do not include the role. */
    private static ObjectNode summary(ObjectNode node, StoredAssociation one) {
        node.put("clusterName", one.cluster)
                .put("namespace", one.namespace)
                .put("serviceAccount", one.serviceAccount)
                .put("associationArn", one.arn)
                .put("associationId", one.id);
        return one.ownerArn.isEmpty() ? node : node.put("ownerArn", one.ownerArn);
    }

    String externalId(StoredAssociation one) {
        return String.join("/", cloud.region, cloud.home.id, one.cluster, one.namespace, one.serviceAccount);
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static @Nullable String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.get(field).asText() : null;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
