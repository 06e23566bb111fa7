package io.github.keda4j.podidentity.emulator;

import java.util.Map;
import java.util.TreeMap;

/** The roles and policies of one account. */
final class Account {

    final String id;
    final Identity administrator;

    /** The roles by name, which is unique in an account regardless of the path. */
    final Map<String, StoredRole> roles = new TreeMap<>();

    /** The managed policies by ARN. */
    final Map<String, StoredPolicy> policies = new TreeMap<>();

    Account(String id, Identity administrator) {
        this.id = id;
        this.administrator = administrator;
    }
}
