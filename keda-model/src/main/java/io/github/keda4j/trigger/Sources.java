package io.github.keda4j.trigger;

/** Says in words where KEDA looks for a parameter. */
final class Sources {

    private Sources() {}

    /** Such as {@code the metadata or an environment variable (queueURLFromEnv)}. */
    static String of(Parameter parameter) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < parameter.sources.length; index++) {
            if (index > 0) {
                text.append(index == parameter.sources.length - 1 ? " or " : ", ");
            }
            text.append(
                    switch (parameter.sources[index]) {
                        case METADATA -> "the metadata";
                        case ENV -> "an environment variable (" + parameter.name + Trigger.FROM_ENV + ")";
                        case AUTH -> "the authentication";
                    });
        }
        return text.toString();
    }
}
