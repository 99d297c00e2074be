package io.balsa.config;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link ClusterConfig}. */
final class ClusterSection implements ConfigSection<ClusterConfig> {
    private static final int MAX_GROUPS = 65536;
    private static final int MAX_PRIORITY = 1000;

    @Override
    public String path() {
        return "balsa";
    }

    @Override
    public Class<ClusterConfig> type() {
        return ClusterConfig.class;
    }

    @Override
    public ClusterConfig read(SectionReader in) {
        return new ClusterConfig(
                in.text("cluster.name"),
                in.integer("cluster.group-id", 0, MAX_GROUPS - 1),
                in.integer("node.id", 1, Integer.MAX_VALUE),
                Membership.of(members(in)));
    }

    private static List<Member> members(SectionReader in) {
        List<Member> members = new ArrayList<>();
        Map<Integer, Integer> ids = new HashMap<>();
        Map<String, Integer> addresses = new HashMap<>();
        for (SectionReader each : in.list("cluster.members")) {
            Member member = member(each);
            if (!each.isRejected("id") && ids.putIfAbsent(member.id(), members.size()) != null) {
                each.reject("id", member.id() + " is the id of another member too; give each member its own");
            }
            if (!each.isRejected("address") && addresses.putIfAbsent(member.address(), members.size()) != null) {
                each.reject("address", "\"" + member.address() + "\" is another member's too; give each its own");
            }
            members.add(member);
        }
        return members;
    }

    private static Member member(SectionReader in) {
        int id = in.integer("id", 1, Integer.MAX_VALUE);
        String address = in.text("address");
        int priority = in.has("priority") ? in.integer("priority", 0, MAX_PRIORITY) : Member.DEFAULT_PRIORITY;
        if (!in.isRejected("address")) {
            try {
                Address.parse(address);
            } catch (IllegalArgumentException e) {
                in.reject("address", String.valueOf(e.getMessage()));
            }
        }
        return new Member(id, address, priority);
    }
}
