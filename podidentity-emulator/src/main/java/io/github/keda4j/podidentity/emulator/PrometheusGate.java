package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.List;

/** Amazon Managed Service for Prometheus: the queries of its workspaces. */
final class PrometheusGate implements Gate {

    private final Cloud cloud;

    PrometheusGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        List<String> path = call.path();
        if (path.size() < 5
                || !path.get(0).equals("workspaces")
                || !path.subList(2, path.size()).equals(List.of("api", "v1", "query"))) {
            throw new AwsError(
                    404,
                    "ResourceNotFoundException",
                    "The emulator does not know aps at /" + String.join("/", path) + ".");
        }
        String workspace = cloud.arn("aps", signature.region(), caller.accountId(), "workspace/" + path.get(1));
        return Wish.of(
                "aps:QueryMetrics",
                workspace,
                RequestContext.empty(),
                () -> Wire.JSON.answer(root -> root.put("status", "success")
                        .putObject("data")
                        .put("resultType", "vector")
                        .putArray("result")));
    }

    @Override
    public AwsError named(AwsError error) {
        return error.code().equals("AccessDenied") ? new AwsError(403, "AccessDeniedException", error.text()) : error;
    }
}
