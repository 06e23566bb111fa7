package io.github.keda4j.internal.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Negative;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class GoDurationTest {

    @Property
    void aDurationIsWrittenAsItIsRead(@ForAll("durations") Duration duration) {
        assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
    }

    @Property
    void aBareNumberIsReadIfItHas64Bits(@ForAll @NumericChars @StringLength(min = 1, max = 40) String digits) {
        boolean fits = new BigInteger(digits).bitLength() < Long.SIZE;
        assertThat(GoDuration.parse(digits) != null).isEqualTo(fits);
    }

    @Property
    void aNumberOfNanosecondsIsReadIfItHas64Bits(@ForAll @NumericChars @StringLength(min = 1, max = 40) String digits) {
        boolean fits = new BigInteger(digits).bitLength() < Long.SIZE;
        assertThat(GoDuration.parse(digits + "ns") != null).isEqualTo(fits);
    }

    @Property
    void aLongDurationMayHaveWeeksAndHas64Bits(@ForAll @NumericChars @StringLength(min = 1, max = 40) String digits) {
        BigInteger nanos = new BigInteger(digits)
                .multiply(BigInteger.valueOf(Duration.ofDays(7).toNanos()));
        assertThat(GoDuration.isLong(digits + "w")).isEqualTo(nanos.bitLength() < Long.SIZE);
        assertThat(GoDuration.parse(digits + "w")).isNull();
    }

    @Property
    void aBareNumberBelowZeroIsNegativeEvenIfItsNanosecondsOverflow(@ForAll @Negative long millis) {
        assertThat(GoDuration.isNegative(Long.toString(millis))).isTrue();
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos);
    }
}
