package dev.vestnik.standalone.status;

/**
 * A fault of the system in a person's words.
 *
 * @param part that has it
 * @param what is wrong, as a sentence goes on
 * @param help the runbook or the command that helps
 */
record Wrong(String part, String what, String help) {
    /** @param name of a page of docs/runbooks */
    static String runbook(String name) {
        return "docs/runbooks/" + name + ".md";
    }
}
