package io.balsa.server.cluster;

import java.util.HashMap;
import java.util.Map;

/** What a node's INFO says of itself. @param fields by name */
public record NodeInfo(Map<String, String> fields) {
    static NodeInfo parse(String info) {
        Map<String, String> fields = new HashMap<>();
        for (String line : info.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return new NodeInfo(Map.copyOf(fields));
    }

    public boolean isLeader() {
        return text("role").equals("leader");
    }

    /** Id of the leader that the node follows; 0 for none. */
    public int leaderId() {
        return (int) number("leader_id");
    }

    public long term() {
        return number("term");
    }

    public long commitIndex() {
        return number("commit_index");
    }

    public long appliedIndex() {
        return number("applied_index");
    }

    public long lastIndex() {
        return number("last_index");
    }

    public String stateHash() {
        return text("state_hash");
    }

    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private long number(String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
