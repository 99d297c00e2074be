package io.balsa.config;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code balsa.cluster} and {@code balsa.node}: who this node is and whom it starts with.
 *
 * @param name           of the cluster
 * @param groupId        Raft group within the cluster
 * @param nodeId         of this node; one of the members
 * @param initialMembers count only while the journal holds no configuration
 */
public record ClusterConfig(String name, int groupId, int nodeId, Membership initialMembers) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when the values do not fit together; the message has a line for each reason */
    public ClusterConfig {
        List<Member> members = initialMembers.all();
        new Rules("balsa")
                .require(
                        NAME.matcher(name).matches(),
                        "\"" + name
                                + "\" is not a cluster name; use 1 to 64 letters, digits, dots, dashes and underscores",
                        "cluster.name")
                .require(groupId >= 0, groupId + " is not a group; use 0 or more", "cluster.group-id")
                .require(
                        !initialMembers.voters().isEmpty(),
                        "is empty; list every initial member, such as { id = 1, address = \"127.0.0.1:9001\" }",
                        "cluster.members")
                .require(
                        initialMembers.find(nodeId) != null,
                        nodeId + " is not a member; use one of "
                                + members.stream().map(Member::id).toList() + ", or add the member",
                        "node.id",
                        "cluster.members")
                .require(
                        members.stream().map(Member::address).distinct().count() == members.size(),
                        "has an address twice; give each member its own",
                        "cluster.members")
                .require(
                        members.stream().anyMatch(member -> member.priority() > 0),
                        "has no member with a priority above 0, so nobody would ever lead; raise one",
                        "cluster.members")
                .enforce();
    }
}
