package io.github.keda4j.wiring;

/** The characters that IAM allows in names of roles and of inline policies. */
final class IamNames {

    static final int LONGEST_OF_ROLE = 64;
    static final int LONGEST_OF_POLICY = 128;

    private IamNames() {}

    /** Whether IAM accepts a name of at most the given length. */
    static boolean isName(String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "_+=,.@-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
