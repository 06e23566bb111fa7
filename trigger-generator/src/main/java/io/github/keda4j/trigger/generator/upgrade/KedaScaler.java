package io.github.keda4j.trigger.generator.upgrade;

import java.util.List;
import java.util.Set;

/**
 * A trigger type of KEDA's source.
 *
 * @param type as in YAML
 * @param parameters of the structs that its code reads
 * @param byHand names that its code looks up itself
 * @param unclear what could not be followed in its code
 */
record KedaScaler(String type, List<KedaParameter> parameters, Set<String> byHand, List<String> unclear) {}
