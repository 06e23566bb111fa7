package io.github.keda4j.trigger;

/** A rule that the catalogue's forms cannot say. Reads parameters by KEDA's names, and fails the rules that it is given. */
interface JavaRule {

    void check(Values values, Rules rules);
}
