package io.balsa.simulator.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the module {@code TraceData} of lines of JSON: objects become records, arrays tuples. */
final class TraceModule {
    private TraceModule() {}

    static void write(List<String> lines, Path directory) throws IOException {
        StringBuilder module = new StringBuilder("---- MODULE TraceData ----\nLines == <<\n");
        for (int i = 0; i < lines.size(); i++) {
            module.append(i == 0 ? "" : ",\n").append(tla(lines.get(i)));
        }
        module.append("\n>>\n====\n");
        Files.writeString(directory.resolve("TraceData.tla"), module);
    }

    /** No text of a trace holds a bracket, a brace or a quote. */
    static String tla(String json) {
        return json.replaceAll("\"(\\w+)\":", "$1 |-> ")
                .replace("[", "<<")
                .replace("]", ">>")
                .replace("{", "[")
                .replace("}", "]")
                .replace("true", "TRUE")
                .replace("false", "FALSE");
    }
}
