package io.github.keda4j.trigger;

/** CloudWatch is asked for whole periods. */
final class CloudWatchCollectionTimeRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        double period = values.get("metricStatPeriod").number();
        double time = values.get("metricCollectionTime").number();
        if (period >= 1 && time >= 0 && time % period != 0) {
            rules.fail(
                    "metricCollectionTime",
                    "metricCollectionTime is " + GoText.plain(time) + "; required is a multiple of metricStatPeriod, "
                            + GoText.plain(period));
        }
    }
}
