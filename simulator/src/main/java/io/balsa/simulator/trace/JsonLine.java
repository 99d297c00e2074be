package io.balsa.simulator.trace;

/** One JSON object on one line, field by field. Texts are written as they are: names and words, nothing to escape. */
public final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    /** Adds a number. */
    public JsonLine add(String name, long value) {
        return addRaw(name, Long.toString(value));
    }

    /** Adds a word. */
    public JsonLine add(String name, String word) {
        return addRaw(name, '"' + word + '"');
    }

    /** Adds what is JSON already. */
    public JsonLine addRaw(String name, String json) {
        text.append(text.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(json);
        return this;
    }

    /** The object with what was added so far. */
    public String end() {
        return text + "}";
    }
}
