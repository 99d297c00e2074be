package io.balsa.tidy;

/**
 * One breach of a rule.
 *
 * @param rule the rule's name, as the file of exceptions spells it
 * @param path the file, from the root of the repository
 * @param line where, from 1
 * @param subject what breaks the rule: a type, a method, a banned name
 * @param advice what to do instead
 */
record Violation(String rule, String path, long line, String subject, String advice) {

    /** The line that would excuse it in the file of exceptions. */
    String key() {
        return rule + " " + path + " " + subject;
    }

    @Override
    public String toString() {
        return path + ":" + line + ": " + rule + ": " + subject + ": " + advice;
    }
}
