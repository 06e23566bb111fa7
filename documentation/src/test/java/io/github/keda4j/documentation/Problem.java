package io.github.keda4j.documentation;

/** What is wrong on a page, and in which line. */
record Problem(String page, int line, String message) {

    @Override
    public String toString() {
        return page + ":" + line + ": " + message;
    }
}
