package io.github.keda4j.trigger;

/** CloudWatch keeps values of 1, 5, 10 and 30 seconds, and of whole minutes. */
final class CloudWatchStatPeriodRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        double period = values.get("metricStatPeriod").number();
        boolean good = period == 1 || period == 5 || period == 10 || period == 30 || period >= 60 && period % 60 == 0;
        if (!Double.isNaN(period) && !good) {
            rules.fail(
                    "metricStatPeriod",
                    "metricStatPeriod is " + GoText.plain(period) + "; allowed is 1, 5, 10, 30 or a multiple of 60");
        }
    }
}
