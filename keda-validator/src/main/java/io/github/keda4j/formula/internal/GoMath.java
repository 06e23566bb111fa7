package io.github.keda4j.formula.internal;

/** Functions on floats that return the same bits as Go's on amd64, the platform on which KEDA was compared. */
final class GoMath {

    private static final double HALF_SQRT2 = 0.7071067811865476;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;

    /** The even and odd coefficients of fdlibm's series for the logarithm, the highest power first. */
    private static final double[] LOG_EVEN = {0.15313837699209373, 0.22222198432149784, 0.3999999999940942};

    private static final double[] LOG_ODD = {
        0.14798198605116586, 0.1818357216161805, 0.2857142874366239, 0.6666666666666735
    };

    /** The two parts of ln 2 for the exponential, and its Taylor series divided by x, the highest power first. */
    private static final double EXP_LN2_HIGH = 0.693147180559663;

    private static final double EXP_LN2_LOW = 2.8235290563031577e-13;
    private static final double[] EXP_SERIES = {
        1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 1 / 2.0, 1.0
    };

    private static final double TWO_TO_63 = 0x1p63;

    private GoMath() {}

    /** Converts to an int64: the fraction is cut off, and a number that does not fit becomes the smallest int64. */
    static long toInt(double value) {
        return value >= -TWO_TO_63 && value < TWO_TO_63 ? (long) value : Long.MIN_VALUE;
    }

    /** Rounds to the nearest whole number, and halves away from zero. */
    static double round(double value) {
        double whole = truncate(value);
        return Math.abs(value - whole) >= 0.5 ? whole + Math.copySign(1, value) : whole;
    }

    private static double truncate(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }

    /** {@code math.Pow}: squarings for the whole part of the exponent, exp and log for the rest. */
    static double pow(double base, double exponent) {
        if (exponent == 0 || base == 1) {
            return 1;
        }
        if (exponent == 1) {
            return base;
        }
        if (Double.isNaN(base) || Double.isNaN(exponent)) {
            return Double.NaN;
        }
        if (base == 0 || Double.isInfinite(base) || Double.isInfinite(exponent)) {
            return base == -1 ? 1 : Math.pow(base, exponent); // as in IEEE 754, except for -1 with an infinite exponent
        }
        if (exponent == 0.5) {
            return Math.sqrt(base);
        }
        if (exponent == -0.5) {
            return 1 / Math.sqrt(base);
        }
        return finitePow(base, exponent);
    }

    private static double finitePow(double base, double exponent) {
        double whole = Math.floor(Math.abs(exponent));
        double fraction = Math.abs(exponent) - whole;
        if (fraction != 0 && base < 0) {
            return Double.NaN;
        }
        if (whole >= TWO_TO_63) {
            return base == -1 ? 1 : Math.abs(base) < 1 == exponent > 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        if (fraction > 0.5) {
            fraction--;
            whole++;
        }
        double result = fraction == 0 ? 1 : exp(fraction * log(base));
        return raise(result, base, (long) whole, exponent < 0);
    }

    /** Multiplies by a power, with the exponents of two counted separately, to avoid intermediate overflow. */
    private static double raise(double start, double base, long power, boolean invert) {
        double result = start;
        long scale = 0;
        int exponent = exponentOf(base);
        double factor = mantissaOf(base, exponent);
        long factorScale = exponent;
        for (long left = power; left != 0; left >>= 1) {
            if (Math.abs(factorScale) > 1 << 12) {
                scale += factorScale;
                break;
            }
            if ((left & 1) == 1) {
                result *= factor;
                scale += factorScale;
            }
            factor *= factor;
            factorScale <<= 1;
            if (factor < 0.5) {
                factor += factor;
                factorScale--;
            }
        }
        if (invert) {
            result = 1 / result;
            scale = -scale;
        }
        return Math.scalb(result, (int) Math.max(-10_000, Math.min(10_000, scale)));
    }

    /** The exponent with which the mantissa is in [0.5, 1). */
    private static int exponentOf(double value) {
        int exponent = Math.getExponent(value);
        return exponent >= Double.MIN_EXPONENT ? exponent + 1 : Math.getExponent(value * 0x1p54) + 1 - 54;
    }

    private static double mantissaOf(double value, int exponent) {
        return exponent > -1000 ? Math.scalb(value, -exponent) : Math.scalb(value * 0x1p54, -exponent - 54);
    }

    /**
     * The natural logarithm of a positive number, by fdlibm's formula. As in Go, the result for subnormal numbers is
     * wrong.
     */
    private static double log(double value) {
        long bits = Double.doubleToRawLongBits(value);
        double mantissa = Double.longBitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FE0_0000_0000_0000L);
        int exponent = (int) (bits >> 52) - 0x3FE;
        if (mantissa <= HALF_SQRT2) {
            mantissa *= 2;
            exponent--;
        }
        double f = mantissa - 1;
        double s = f / (2 + f);
        double square = s * s;
        double fourth = square * square;
        double series = square * polynomial(LOG_ODD, fourth) + fourth * polynomial(LOG_EVEN, fourth);
        double half = 0.5 * f * f;
        return exponent * LN2_HIGH - ((half - (s * (half + series) + exponent * LN2_LOW)) - f);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    /** The exponential of a number that is not large, by Shibata's method for processors with fused multiply-add. */
    private static double exp(double value) {
        double exponent = Math.rint(value * LOG2_E);
        double rest = Math.fma(-exponent, EXP_LN2_LOW, Math.fma(-exponent, EXP_LN2_HIGH, value)) / 16;
        double series = EXP_SERIES[0];
        for (int i = 1; i < EXP_SERIES.length; i++) {
            series = Math.fma(rest, series, EXP_SERIES[i]);
        }
        double result = rest * series; // e^x - 1, squared four times: (1 + r)^2 - 1 = r * (r + 2)
        for (int i = 0; i < 3; i++) {
            result *= result + 2;
        }
        return Math.scalb(Math.fma(result + 2, result, 1), (int) exponent);
    }
}
