package io.balsa.core;

import io.balsa.codec.AppendResult;
import io.balsa.codec.EntryType;
import io.balsa.codec.VoteKind;
import java.util.ArrayList;
import java.util.List;

/** What members say to each other, as values that a test can write down, read and compare. */
sealed interface Message {
    long term();

    record VoteRequest(VoteKind kind, long term, long campaignId, long lastLogIndex, long lastLogTerm)
            implements Message {
        static VoteRequest vote(long term, long lastLogIndex, long lastLogTerm) {
            return new VoteRequest(VoteKind.VOTE, term, 1, lastLogIndex, lastLogTerm);
        }

        static VoteRequest preVote(long term, long lastLogIndex, long lastLogTerm) {
            return new VoteRequest(VoteKind.PRE_VOTE, term, 1, lastLogIndex, lastLogTerm);
        }

        VoteRequest campaign(long id) {
            return new VoteRequest(kind, term, id, lastLogIndex, lastLogTerm);
        }

        VoteReply granted() {
            return new VoteReply(kind, term, campaignId, true);
        }

        VoteReply refused(long votersTerm) {
            return new VoteReply(kind, votersTerm, campaignId, false);
        }
    }

    record VoteReply(VoteKind kind, long term, long campaignId, boolean granted) implements Message {}

    record Append(
            long term,
            long requestId,
            long prevLogIndex,
            long prevLogTerm,
            long leaderCommit,
            long readRound,
            List<Entry> entries)
            implements Message {
        /** A heartbeat on an empty log. */
        static Append of(long term) {
            return new Append(term, 1, 0, 0, 0, 0, List.of());
        }

        Append request(long id) {
            return new Append(term, id, prevLogIndex, prevLogTerm, leaderCommit, readRound, entries);
        }

        Append after(long index, long indexTerm) {
            return new Append(term, requestId, index, indexTerm, leaderCommit, readRound, entries);
        }

        Append commit(long index) {
            return new Append(term, requestId, prevLogIndex, prevLogTerm, index, readRound, entries);
        }

        Append round(long number) {
            return new Append(term, requestId, prevLogIndex, prevLogTerm, leaderCommit, number, entries);
        }

        Append with(List<Entry> list) {
            return new Append(term, requestId, prevLogIndex, prevLogTerm, leaderCommit, readRound, list);
        }

        /** Commands of these terms, right after prevLogIndex; equal (index, term) are equal entries. */
        Append entries(long... terms) {
            List<Entry> list = new ArrayList<>();
            for (long entryTerm : terms) {
                list.add(Entry.command(prevLogIndex + 1 + list.size(), entryTerm));
            }
            return with(list);
        }

        long lastIndex() {
            return prevLogIndex + entries.size();
        }

        AppendReply accepted() {
            return accepted(lastIndex());
        }

        AppendReply accepted(long match) {
            return new AppendReply(AppendResult.ACCEPTED, term, requestId, readRound, match, 0, 0, 0);
        }

        AppendReply conflict(long conflictTerm, long conflictIndex) {
            return new AppendReply(
                    AppendResult.CONFLICT, term, requestId, readRound, 0, conflictTerm, conflictIndex, prevLogIndex);
        }

        AppendReply staleIn(long laterTerm) {
            return new AppendReply(AppendResult.STALE_TERM, laterTerm, requestId, 0, 0, 0, 0, 0);
        }
    }

    record AppendReply(
            AppendResult result,
            long term,
            long requestId,
            long readRound,
            long matchIndex,
            long conflictTerm,
            long conflictIndex,
            long rejectedIndex)
            implements Message {}

    record Entry(long index, long term, EntryType type, String payload) {
        static Entry command(long index, long term) {
            return new Entry(index, term, EntryType.COMMAND, index + "@" + term);
        }
    }
}
