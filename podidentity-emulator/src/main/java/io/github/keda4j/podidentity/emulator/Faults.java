package io.github.keda4j.podidentity.emulator;

/** Makes calls fail on purpose, to test how callers cope with that. */
final class Faults {

    private static final int NEVER = -1;

    private int writesLeft = NEVER;
    private boolean lastOneTakesEffect;
    private int throttled;
    private int missesOfNewRoles;
    private int missesByIam;
    private int missesOfNewAssociations;
    private String ownerOfNewAssociations = "";

    synchronized void failAfter(int writes) {
        writesLeft = writes;
        lastOneTakesEffect = false;
    }

    synchronized void crashAfter(int writes) {
        writesLeft = writes;
        lastOneTakesEffect = true;
    }

    synchronized void stop() {
        writesLeft = NEVER;
        throttled = 0;
    }

    synchronized void hideNewRoles(int times) {
        missesOfNewRoles = times;
    }

    synchronized int missesOfNewRoles() {
        return missesOfNewRoles;
    }

    synchronized void hideNewRolesFromIam(int times) {
        missesByIam = times;
    }

    synchronized int missesByIam() {
        return missesByIam;
    }

    synchronized void hideNewAssociations(int times) {
        missesOfNewAssociations = times;
    }

    synchronized int missesOfNewAssociations() {
        return missesOfNewAssociations;
    }

    synchronized void ownNewAssociations(String ownerArn) {
        ownerOfNewAssociations = ownerArn;
    }

    synchronized String ownerOfNewAssociations() {
        return ownerOfNewAssociations;
    }

    synchronized void throttle(int calls) {
        throttled = calls;
    }

    /** Refuses a call of any kind while calls are throttled, with the code that the service uses. */
    synchronized void beforeCall(int status, String code) {
        if (throttled > 0) {
            throttled--;
            throw new AwsError(status, code, "Rate exceeded");
        }
    }

    /** A write that a service performs. */
    interface Write {
        String run();
    }

    /** Performs the write, refuses it, or performs it but reports an error. */
    synchronized String write(String action, Write write) {
        if (writesLeft == NEVER) {
            return write.run();
        }
        if (writesLeft == 0 && !lastOneTakesEffect) {
            throw failure(action);
        }
        String answer = write.run();
        if (writesLeft == 0) {
            lastOneTakesEffect = false;
            throw failure(action);
        }
        writesLeft--;
        return answer;
    }

    private static AwsError failure(String action) {
        return new AwsError(400, "EmulatedFault", action + " was made to fail");
    }
}
