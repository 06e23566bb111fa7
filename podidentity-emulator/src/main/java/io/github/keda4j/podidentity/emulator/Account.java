package io.github.keda4j.podidentity.emulator;

import java.util.Map;
import java.util.TreeMap;

/** What one account holds. */
final class Account {

    final String id;
    final Identity administrator;

    /** By name: role names are unique in an account, whatever their paths. */
    final Map<String, StoredRole> roles = new TreeMap<>();

    /** By ARN. */
    final Map<String, StoredPolicy> policies = new TreeMap<>();

    Account(String id, Identity administrator) {
        this.id = id;
        this.administrator = administrator;
    }
}
