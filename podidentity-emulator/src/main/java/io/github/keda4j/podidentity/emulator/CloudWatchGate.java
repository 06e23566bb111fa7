package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch, which has no resources: policies can restrict only the region. Its clients use CBOR, JSON or the query
 * protocol, depending on their version.
 */
final class CloudWatchGate implements Gate {

    static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";
    private static final Pattern CBOR_PATH = Pattern.compile("/service/GraniteServiceVersion20100801/operation/(\\w+)");
    private static final Pattern JSON_TARGET = Pattern.compile("GraniteServiceVersion20100801\\.(\\w+)");
    private static final String READ = "GetMetricData";

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        Wire wire = call.wire();
        String operation = switch (wire) {
            case XML -> QueryParameters.parse(call.text()).action();
            case RPC_V2_CBOR -> first(CBOR_PATH, call.wholePath());
            case REST, JSON, JSON_1_1, CBOR -> first(JSON_TARGET, call.header("X-Amz-Target"));
        };
        if (!operation.equals(READ)) {
            throw new AwsError(400, "InvalidAction", "The emulator does not know cloudwatch:" + operation + ".");
        }
        return Wish.of("cloudwatch:" + READ, "*", RequestContext.empty(), () -> nothing(wire));
    }

    private static String first(Pattern form, String text) {
        Matcher matcher = form.matcher(text);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static Answer nothing(Wire wire) {
        if (wire == Wire.XML) {
            String result = "<MetricDataResults/><Messages/>";
            return Answer.xml(200, XmlWriter.response(NAMESPACE, READ, result, "emulated"));
        }
        return wire.answer(root -> {
            root.putArray("MetricDataResults");
            root.putArray("Messages");
        });
    }

    /** CloudWatch uses the error names of its oldest protocol. */
    @Override
    public AwsError named(AwsError error) {
        return error;
    }
}
