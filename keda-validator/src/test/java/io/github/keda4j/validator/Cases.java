package io.github.keda4j.validator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The cases of tests that try the same on hundreds of them. The system property {@code keda4j.nth} leaves only every
 * n-th: PIT runs the tests thousands of times, and most cases of such a test reach the same code.
 */
final class Cases {

    static final int NTH = Integer.getInteger("keda4j.nth", 1);

    static <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % NTH == 0)
                .<T>mapToObj(all::get)
                .toList();
    }

    private Cases() {}
}
