package io.balsa.simulator.check;

import io.balsa.codec.VoteRequestDecoder;
import org.agrona.collections.Int2ObjectHashMap;

/** 7: no vote for a log that is behind the own one (Raft §5.4.1), or what is committed could be lost. */
final class UpToDateVotes extends Checker {
    UpToDateVotes(ClusterView cluster) {
        super(cluster);
    }

    private final Int2ObjectHashMap<Campaign> newest = new Int2ObjectHashMap<>();

    /** What a candidate says of its log. */
    private record Campaign(long term, long lastTerm, long lastIndex) {}

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (frame.isCampaign()) {
            VoteRequestDecoder request = frame.voteRequest();
            Campaign known = newest.get(node.id());
            if (known == null || known.term() < request.term()) {
                newest.put(node.id(), new Campaign(request.term(), request.lastLogTerm(), request.lastLogIndex()));
            }
        }
    }

    @Override
    void onVote(NodeView node, long term, int votedFor) {
        Campaign campaign = newest.get(votedFor);
        if (votedFor != node.id() && campaign != null && campaign.term() == term) {
            requireUpToDate(node, campaign);
        }
    }

    private void requireUpToDate(NodeView voter, Campaign campaign) {
        Terms log = voter.journal().written().log();
        long lastTerm = log.termAt(log.last());
        boolean isUpToDate =
                campaign.lastTerm() > lastTerm || campaign.lastTerm() == lastTerm && campaign.lastIndex() >= log.last();
        require(
                isUpToDate,
                voter,
                "votes for a log that ends with %d of term %d",
                campaign.lastIndex(),
                campaign.lastTerm());
    }
}
