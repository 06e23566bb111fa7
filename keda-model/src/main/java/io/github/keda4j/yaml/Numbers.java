package io.github.keda4j.yaml;

/** Writes a number so that readers of both YAML 1.1 and YAML 1.2 read it as that number. */
final class Numbers {

    private Numbers() {}

    static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value)) {
                return ".nan";
            }
            if (Double.isInfinite(value)) {
                return value > 0 ? ".inf" : "-.inf";
            }
        }
        String text = number.toString();
        int exponent = text.indexOf('E');
        return exponent < 0 ? text : withExponent(text.substring(0, exponent), text.substring(exponent + 1));
    }

    /** YAML 1.1 requires a dot before an exponent, and a sign after it. */
    private static String withExponent(String mantissa, String exponent) {
        StringBuilder text = new StringBuilder(mantissa);
        if (mantissa.indexOf('.') < 0) {
            text.append(".0");
        }
        text.append('e');
        if (exponent.charAt(0) != '-' && exponent.charAt(0) != '+') {
            text.append('+');
        }
        return text.append(exponent).toString();
    }
}
