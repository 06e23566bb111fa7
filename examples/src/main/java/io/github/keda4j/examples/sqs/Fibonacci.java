package io.github.keda4j.examples.sqs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The work that a message requests. */
final class Fibonacci {

    private Fibonacci() {}

    /** The first n Fibonacci numbers, beginning with 0 and 1; none if n is not positive. */
    static List<BigInteger> upTo(int n) {
        List<BigInteger> numbers = new ArrayList<>();
        BigInteger current = BigInteger.ZERO;
        BigInteger next = BigInteger.ONE;
        for (int index = 0; index < n; index++) {
            numbers.add(current);
            BigInteger sum = current.add(next);
            current = next;
            next = sum;
        }
        return numbers;
    }
}
