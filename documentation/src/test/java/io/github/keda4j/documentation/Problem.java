package io.github.keda4j.documentation;

/** A problem on a page, and its line. */
record Problem(String page, int line, String message) {

    @Override
    public String toString() {
        return page + ":" + line + ": " + message;
    }
}
