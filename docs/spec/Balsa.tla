------------------------------- MODULE Balsa -------------------------------
(***************************************************************************)
(* The protocol of io.balsa.core: what a node keeps, what it does with a   *)
(* message, what it may say and when, and what a crash takes from it.      *)
(* README.md beside this file tells how to read and run it.                *)
(*                                                                         *)
(* Names follow the Java classes. Time is left out: whatever a timer may   *)
(* do, may happen. Payloads are left out: an entry is its term. Members do *)
(* not change.                                                             *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
    Node,   \* the voters
    None,   \* nobody
    Cuts,   \* indices after which the journal may end one record and begin another
    Paced,  \* TRUE: as the engine does it. FALSE: without all that only delays a message or has one ignored; see BalsaUnpaced
    Mutant  \* "none", or the rule that is broken

VARIABLES
    node,       \* node -> its state, a record; see Fresh
    messages,   \* all that were ever sent. None is removed: each may arrive late, twice, in any order, or never
    elected,    \* history: [term -> how often a node became its leader]
    committed,  \* history: every entry ever counted as committed by a leader, as [term, by]: by is that leader's term
    crashes     \* history: how many

vars == <<node, messages, elected, committed, crashes>>

Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Min(S) == CHOOSE x \in S : \A y \in S : x <= y
Larger(a, b) == IF a < b THEN b ELSE a
Smaller(a, b) == IF a < b THEN a ELSE b

Prefix(log, i) == SubSeq(log, 1, i)
TermAt(log, i) == IF i = 0 THEN 0 ELSE log[i]
LastTerm(log) == TermAt(log, Len(log))
IsPrefix(a, b) == Len(a) <= Len(b) /\ a = Prefix(b, Len(a))
IsMajority(S) == 2 * Cardinality(S) > Cardinality(Node)

(***************************************************************************)
(* The journal (RaftLog, DurableMarks, HardState). `disk` is the sequence  *)
(* of states that the journal may be found in after a crash: the first is  *)
(* durable, the last has everything that was written.                      *)
(***************************************************************************)
Image(term, vote, log) == [term |-> term, vote |-> vote, log |-> log]
Written(s) == s.disk[Len(s.disk)]
Write(s, image) == [s EXCEPT !.disk = Append(@, image)]

\* HardState.isDurable
HardDurable(s) == \/ s.disk[1].term = s.term /\ s.disk[1].vote = s.vote
                  \/ Mutant = "speak before durable"

\* RaftLog.durableIndex. A truncation is a write of its own, so no index up to here was ever taken back meanwhile.
DurableIndex(s) == Min({Len(s.disk[i].log) : i \in 1..Len(s.disk)})

\* RaftLog.persist
RECURSIVE PersistFrom(_, _)
PersistFrom(s, i) ==
    IF i > Len(s.log) THEN s
    ELSE PersistFrom(IF i \in Cuts \/ i = Len(s.log) THEN Write(s, [Written(s) EXCEPT !.log = Prefix(s.log, i)]) ELSE s, i + 1)
Persist(s) == PersistFrom(s, Len(Written(s).log) + 1)

\* RaftLog.storeVote
StoreVote(s) == LET p == Persist(s) IN Write(p, Image(s.term, s.vote, s.log))

\* RaftLog.truncateFrom
TruncateFrom(s, i) ==
    LET t == [s EXCEPT !.log = Prefix(@, i - 1)]
    IN  IF i <= Len(Written(s).log) THEN Write(t, [Written(s) EXCEPT !.log = t.log]) ELSE t

\* The journal reports what became durable.
Synced(s) == {[s EXCEPT !.disk = SubSeq(@, i, Len(@))] : i \in 2..Len(s.disk)}

(***************************************************************************)
(* The state of a node. What a role does not use has one fixed value.      *)
(***************************************************************************)
Nobody == [to |-> None, campaign |-> 0]
Nothing == [request |-> 0, index |-> 0]

ForAll(value) == [p \in Node |-> value]

Fresh(image) ==
    [term |-> image.term, vote |-> image.vote, log |-> image.log, disk |-> <<image>>,
     role |-> "follower", leader |-> None, commit |-> 0,
     campaign |-> 0, grants |-> {}, owed |-> Nobody,             \* Candidate, Voter
     verified |-> 0, request |-> 0, refused |-> Nothing,         \* Follower
     match |-> ForAll(0), next |-> ForAll(0), sent |-> ForAll(0),\* Leader: Peer; `sent` is the newest request id
     fence |-> ForAll(0), probing |-> ForAll(FALSE), probe |-> ForAll(0)]

\* Follower.become
Become(s, leader) ==
    [s EXCEPT !.role = "follower", !.leader = leader, !.grants = {},
              !.verified = 0, !.request = 0, !.refused = Nothing,
              !.match = ForAll(0), !.next = ForAll(0), !.sent = ForAll(0),
              !.fence = ForAll(0), !.probing = ForAll(FALSE), !.probe = ForAll(0)]

EnterTerm(s, term, vote, leader) ==
    StoreVote(Become([s EXCEPT !.term = term, !.vote = vote, !.owed = Nobody], leader))

StepDown(s, leader) ==
    Become(IF Mutant = "forget vote at step-down" THEN [s EXCEPT !.vote = None] ELSE s, leader)

(***************************************************************************)
(* Messages.                                                               *)
(***************************************************************************)
VoteRequest(n, s, to) ==
    [type |-> "voteRequest", from |-> n, to |-> to, campaign |-> s.campaign,
     kind |-> IF s.role = "prevote" THEN "prevote" ELSE "vote",
     term |-> IF s.role = "prevote" THEN s.term + 1 ELSE s.term,
     lastIndex |-> Len(s.log), lastTerm |-> LastTerm(s.log)]

VoteReply(n, to, kind, term, campaign, granted) ==
    [type |-> "voteReply", from |-> n, to |-> to, kind |-> kind, term |-> term, campaign |-> campaign,
     granted |-> granted]

AppendTo(n, s, to, prev, last) ==
    [type |-> "append", from |-> n, to |-> to, term |-> s.term, request |-> IF Paced THEN s.sent[to] + 1 ELSE 0,
     prevIndex |-> prev, prevTerm |-> TermAt(s.log, prev), commit |-> s.commit,
     entries |-> SubSeq(s.log, prev + 1, last)]

AppendReply(n, to, s, request, result) ==
    [type |-> "appendReply", from |-> n, to |-> to, term |-> s.term, request |-> request, result |-> result,
     match |-> 0, conflictTerm |-> 0, conflictIndex |-> 0, rejected |-> 0]

(***************************************************************************)
(* Hearing. What a node may become by a message, and what it says to it    *)
(* at once: a set of [s, out].                                             *)
(***************************************************************************)
Silent(s) == [s |-> s, out |-> {}]

UpToDate(s, m) ==
    \/ m.lastTerm > LastTerm(s.log)
    \/ m.lastTerm = LastTerm(s.log) /\ m.lastIndex >= Len(s.log)

\* Voter.hearsLeader: a matter of time, unless it is the leader itself or knows of none.
Hears(n, s) == IF s.leader = n THEN {TRUE} ELSE IF s.leader = None THEN {FALSE} ELSE BOOLEAN

\* Candidate.yieldsTo: a matter of time, and of who asks.
Insists(s) == IF s.role = "prevote" THEN BOOLEAN ELSE {FALSE}

\* Voter.onPreVote
HearPreVote(n, s, m) ==
    LET reply(granted) ==
            IF granted \/ HardDurable(s)
            THEN {VoteReply(n, m.from, "prevote", IF granted THEN m.term ELSE s.term, m.campaign, granted)}
            ELSE {}
        granted(hears, insists) == m.term > s.term /\ UpToDate(s, m) /\ ~hears /\ ~insists
    IN  {[s |-> s, out |-> reply(granted(hears, insists))] : hears \in Hears(n, s), insists \in Insists(s)}

\* Voter.onVote
CastVote(n, s, m) ==
    LET granted == m.term = s.term /\ (s.vote = m.from \/ (s.vote = None /\ (Paced => s.leader = None) /\ UpToDate(s, m)))
        voted == [s EXCEPT !.vote = m.from, !.owed = [to |-> m.from, campaign |-> m.campaign]]
    IN  IF granted
        THEN Silent(IF s.vote = None THEN StoreVote(voted) ELSE voted)
        ELSE [s |-> s,
              out |-> IF HardDurable(s) THEN {VoteReply(n, m.from, "vote", s.term, m.campaign, FALSE)} ELSE {}]

\* Role.onVoteRequest. A later term and the vote in it are written together.
HearVoteRequest(n, s, m) ==
    LET entered(hears) ==
            IF m.term > s.term /\ ~hears
            THEN EnterTerm(s, m.term, IF UpToDate(s, m) THEN m.from ELSE None, None)
            ELSE s
    IN  {CastVote(n, entered(hears), m) : hears \in Hears(n, s)}

\* Role.onVoteReply, Candidate.onVoteReplyOfTerm
HearVoteReply(n, s, m) ==
    LET preVoteGranted == m.kind = "prevote" /\ m.granted
        sought == IF s.role = "prevote" THEN s.term + 1 ELSE s.term
        present == \/ m.campaign = s.campaign /\ m.term = sought /\ m.kind = (IF s.role = "prevote" THEN "prevote" ELSE "vote")
                   \/ Mutant = "count any campaign" /\ m.term = sought
    IN  IF m.term > s.term /\ ~preVoteGranted
        THEN Silent(EnterTerm(s, m.term, None, None))
        ELSE IF s.role \in {"prevote", "candidate"} /\ present /\ m.granted
        THEN Silent([s EXCEPT !.grants = @ \cup {m.from}])
        ELSE Silent(s)

\* Follower.take: what is there already changes nothing, what contradicts goes, with all that follows it. Of the entries
\* that go, the journal may have been handed some in this very turn, when memory had no room for more.
Taken(s, prev, entries) ==
    LET last == prev + Len(entries)
        contradicts == {i \in 1..Len(entries) : prev + i <= Len(s.log) /\ s.log[prev + i] # entries[i]}
        all(t) == [t EXCEPT !.log = Prefix(@, prev) \o entries]
        first == IF Mutant = "truncate on overlap" THEN prev + 1 ELSE prev + Min(contradicts)
    IN  IF contradicts # {} \/ (Mutant = "truncate on overlap" /\ prev < Len(s.log))
        THEN {all(TruncateFrom(s, first)), all(TruncateFrom(Persist(s), first))}
        ELSE {IF last > Len(s.log) THEN all(s) ELSE s}

\* Follower.onAppendOfTerm
HearAppendOfTerm(s, m) ==
    LET f == [s EXCEPT !.leader = m.from]
        agrees == m.prevIndex <= Len(f.log) /\ TermAt(f.log, m.prevIndex) = m.prevTerm
        last == m.prevIndex + Len(m.entries)
        verified == Larger(f.verified, last)
        known(t) == IF Mutant = "commit what was not verified" THEN Len(t.log) ELSE last
        noted(t) == [t EXCEPT !.verified = verified, !.request = Larger(@, m.request),
                              !.commit = Larger(@, Smaller(m.commit, known(t))),
                              !.refused = IF verified >= @.index THEN Nothing ELSE @]
    IN  IF agrees THEN {noted(t) : t \in Taken(f, m.prevIndex, m.entries)}
        ELSE {IF Paced THEN [f EXCEPT !.refused = [request |-> m.request, index |-> m.prevIndex]] ELSE f}

\* Role.onAppend. A leader never hears an append of its own term: ElectionSafety.
HearAppend(n, s, m) ==
    LET follower == IF m.term > s.term THEN EnterTerm(s, m.term, None, m.from)
                    ELSE IF s.role = "follower" THEN s ELSE StepDown(s, m.from)
    IN  IF m.term < s.term
        THEN {[s |-> s, out |-> IF HardDurable(s) THEN {AppendReply(n, m.from, s, m.request, "stale")} ELSE {}]}
        ELSE IF m.term = s.term /\ s.role = "leader" THEN {}
        ELSE {Silent(f) : f \in HearAppendOfTerm(follower, m)}

\* Peer.onAccepted. That a probe counts as lost after a while (Peer.forgetProbe) is decided here, looking back.
Accepted(s, p, match) ==
    LET told == IF Mutant = "count what is on its way" THEN s.next[p] - 1 ELSE match
        m == Larger(s.match[p], told)
        next == Larger(s.next[p], m + 1)
        moved(nx) == [s EXCEPT !.match[p] = m, !.next[p] = nx, !.probing[p] = FALSE, !.probe[p] = 0]
    IN  IF ~Paced THEN {[s EXCEPT !.match[p] = m]}
        ELSE {moved(next)} \cup (IF s.probe[p] > 0 THEN {moved(Larger(next, s.probe[p] + 1))} ELSE {})

\* Replicator.onConflict, Peer.rewind
Conflicted(s, p, m) ==
    LET atMost == {i \in 1..(m.rejected - 1) : s.log[i] <= m.conflictTerm}
        candidate == IF atMost = {} THEN 0 ELSE Max(atMost)
        told == Smaller(m.conflictIndex, m.rejected)
        next == IF m.conflictTerm = 0 THEN told
                ELSE IF TermAt(s.log, candidate) = m.conflictTerm THEN candidate + 1
                ELSE Smaller(candidate + 1, told)
    IN  IF m.rejected <= s.match[p] \/ m.rejected > Len(s.log) THEN s
        ELSE [s EXCEPT !.next[p] = Larger(next, s.match[p] + 1), !.probing[p] = TRUE, !.probe[p] = 0,
                       !.fence[p] = s.sent[p] + 1]

\* Role.onAppendReply, Leader.onAppendReplyOfTerm
HearAppendReply(n, s, m) ==
    LET plausible == m.match <= Len(s.log) /\ (Paced => m.request \in 1..s.sent[m.from])
        counts == plausible /\ m.request >= s.fence[m.from]
    IN  IF m.term > s.term THEN {Silent(EnterTerm(s, m.term, None, None))}
        ELSE IF m.term < s.term \/ s.role # "leader" \/ ~counts THEN {Silent(s)}
        ELSE IF m.result = "accepted" THEN {Silent(t) : t \in Accepted(s, m.from, m.match)}
        ELSE IF m.result = "conflict" THEN {Silent(Conflicted(s, m.from, m))}
        ELSE {Silent(s)}

Heard(n, s, m) ==
    CASE m.type = "voteRequest" /\ m.kind = "prevote" -> HearPreVote(n, s, m)
      [] m.type = "voteRequest" /\ m.kind = "vote" -> HearVoteRequest(n, s, m)
      [] m.type = "voteReply" -> {HearVoteReply(n, s, m)}
      [] m.type = "append" -> HearAppend(n, s, m)
      [] m.type = "appendReply" -> HearAppendReply(n, s, m)

(***************************************************************************)
(* Time. Silence of a leader, an election timeout, a majority or a disk    *)
(* that does not answer.                                                   *)
(***************************************************************************)
Begin(s, role) == [Become(s, None) EXCEPT !.role = role, !.campaign = IF Paced THEN @ + 1 ELSE 0]

\* Candidate.vote
Vote(n, s) == Begin(EnterTerm(s, s.term + 1, n, None), "candidate")

Ticked(n, s) ==
    IF s.role = "leader" THEN {StepDown(s, None)}
    ELSE {IF Paced THEN Begin(s, "prevote") ELSE Vote(n, s)}
         \cup (IF Paced /\ s.role = "follower" /\ s.leader # None THEN {[s EXCEPT !.leader = None, !.refused = Nothing]} ELSE {})

(***************************************************************************)
(* Speaking. What a node in this state may say, and what it notes of it.   *)
(***************************************************************************)
Peers(n) == Node \ {n}

\* Voter.settle
MaySettle(n, s) ==
    IF ~HardDurable(s) THEN {}
    ELSE IF ~Paced /\ s.vote \notin {None, n} THEN {VoteReply(n, s.vote, "vote", s.term, 0, TRUE)}
    ELSE IF s.owed # Nobody /\ s.owed.to = s.vote THEN {VoteReply(n, s.vote, "vote", s.term, s.owed.campaign, TRUE)}
    ELSE {}

\* Candidate.ask
MayAsk(n, s) ==
    IF s.role \in {"prevote", "candidate"} /\ HardDurable(s) 
    THEN {VoteRequest(n, s, to) : to \in IF Paced THEN Peers(n) ELSE {None}}
    ELSE {}

\* Follower.accept: both verified against this leader's log and durable
MayAccept(n, s) ==
    LET match == IF Mutant = "acknowledge before durable" THEN s.verified ELSE Smaller(s.verified, DurableIndex(s))
        heard == IF Paced THEN s.request > 0 ELSE match > 0
    IN  IF s.role = "follower" /\ s.leader # None /\ heard /\ HardDurable(s)
        THEN {[AppendReply(n, s.leader, s, s.request, "accepted") EXCEPT !.match = match]}
        ELSE {}

\* Follower.refuse
MayRefuse(n, s) ==
    LET at == s.refused.index
        missing == at > Len(s.log)
        term == IF missing THEN 0 ELSE s.log[at]
        runStart == Min({i \in 1..at : s.log[i] = term})
        index == IF missing THEN Len(s.log) + 1 ELSE Larger(runStart, s.commit + 1)
    IN  IF s.role = "follower" /\ s.leader # None /\ s.refused # Nothing /\ HardDurable(s)
        THEN {[AppendReply(n, s.leader, s, s.refused.request, "conflict")
                EXCEPT !.conflictTerm = term, !.conflictIndex = index, !.rejected = at]}
        ELSE {}

\* Replicator. The windows, which only make it wait, are left out.
MayAppend(n, s) ==
    IF s.role # "leader" THEN {}
    ELSE IF Paced THEN UNION {{AppendTo(n, s, to, s.next[to] - 1, last) : last \in (s.next[to] - 1)..Len(s.log)} : to \in Peers(n)}
    ELSE {AppendTo(n, s, None, 0, Len(s.log))}

\* Whether m is one of these, without making them all.
MayAppendThis(n, s, m) ==
    LET prev == s.next[m.to] - 1
        last == prev + Len(m.entries)
    IN  s.role = "leader" /\ m.to # n /\ last <= Len(s.log) /\ m = AppendTo(n, s, m.to, prev, last)

MaySay(n, s) == MaySettle(n, s) \cup MayAsk(n, s) \cup MayAccept(n, s) \cup MayRefuse(n, s) \cup MayAppend(n, s)

\* Peer.onSent, and what is owed no more
Said(s, m) ==
    LET last == m.prevIndex + Len(m.entries)
        counted == [s EXCEPT !.sent[m.to] = @ + 1]
    IN  CASE m.type = "append" /\ m.entries = <<>> -> counted
          [] m.type = "append" /\ m.entries # <<>> /\ s.probing[m.to] -> [counted EXCEPT !.probe[m.to] = last]
          [] m.type = "append" /\ m.entries # <<>> /\ ~s.probing[m.to] -> [counted EXCEPT !.next[m.to] = last + 1]
          [] m.type = "voteReply" -> [s EXCEPT !.owed = Nobody]
          [] m.type = "appendReply" /\ m.result = "conflict" -> [s EXCEPT !.refused = Nothing]
          [] OTHER -> s

(***************************************************************************)
(* Leading.                                                                *)
(***************************************************************************)
\* Leader.append
Proposed(s) == IF s.role = "leader" THEN {[s EXCEPT !.log = Append(@, s.term)]} ELSE {}

\* Leader.enter: it opens with an entry of its own term
Lead(n, s) ==
    [s EXCEPT !.role = "leader", !.leader = n, !.grants = {}, !.log = Append(@, s.term),
              !.next = ForAll(IF Paced THEN Len(s.log) + 1 ELSE 0), !.fence = ForAll(IF Paced THEN 1 ELSE 0),
              !.probing = ForAll(Paced)]

\* Candidate.acknowledge: the own vote counts when it is durable
Elected(n, s) ==
    LET won == IsMajority(s.grants \cup (IF HardDurable(s) THEN {n} ELSE {}))
    IN  IF s.role = "prevote" /\ won THEN {Vote(n, s)}
        ELSE IF s.role = "candidate" /\ won THEN {Lead(n, s)}
        ELSE {}

\* Leader.commit: itself only as far as it is durable, and only what ends in an entry of its own term
Counted(n, s) ==
    LET own == IF Mutant = "count what is not durable" THEN Len(s.log) ELSE DurableIndex(s)
        has(i) == {p \in Node : i <= IF p = n THEN own ELSE s.match[p]}
        reached == Max({i \in 0..Len(s.log) : IsMajority(has(i))})
        may == \/ s.log[reached] = s.term
               \/ Mutant = "commit a prior term by counting"
    IN  IF s.role = "leader" /\ reached > s.commit /\ may THEN {[s EXCEPT !.commit = reached]} ELSE {}

(***************************************************************************)
(* The whole.                                                              *)
(***************************************************************************)
Blank == Image(0, None, <<>>)

Init ==
    /\ node = [n \in Node |-> Fresh(Blank)]
    /\ messages = {}
    /\ elected = <<>>
    /\ committed = <<>>
    /\ crashes = 0

\* History: a node became leader once more in its term.
Elections(n, s) ==
    IF s.role = "leader" /\ (node[n].role # "leader" \/ node[n].term # s.term)
    THEN [t \in 1..Larger(s.term, Len(elected)) |->
            (IF t <= Len(elected) THEN elected[t] ELSE 0) + (IF t = s.term THEN 1 ELSE 0)]
    ELSE elected

\* History: what a leader counted beyond all that was committed before.
Commits(s) ==
    IF s.role = "leader" /\ s.commit > Len(committed)
    THEN committed \o [i \in 1..(s.commit - Len(committed)) |->
                          [term |-> s.log[Len(committed) + i], by |-> s.term]]
    ELSE committed

Becomes(n, s) ==
    /\ node' = [node EXCEPT ![n] = s]
    /\ elected' = Elections(n, s)
    /\ committed' = Commits(s)
    /\ UNCHANGED crashes

Sends(out) == messages' = messages \cup out

Hear == \E m \in messages : \E r \in Heard(m.to, node[m.to], m) : Becomes(m.to, r.s) /\ Sends(r.out)
Say == \E n \in Node : \E m \in MaySay(n, node[n]) : Becomes(n, Said(node[n], m)) /\ Sends({m})

\* What a node may do by itself.
Stored(s) == IF Len(Written(s).log) < Len(s.log) THEN {Persist(s)} ELSE {}
Moved(n, s) == Ticked(n, s) \cup Proposed(s) \cup Stored(s) \cup Synced(s) \cup Elected(n, s) \cup Counted(n, s)
Move == \E n \in Node : \E s \in Moved(n, node[n]) : Becomes(n, s) /\ Sends({})

\* Any part of what was written but is not durable is lost, and all that was only in memory. Of the rest a node begins anew.
Recovered(image) == Fresh(IF Mutant = "forget vote at crash" THEN [image EXCEPT !.vote = None] ELSE image)
Crash ==
    \E n \in Node : \E i \in 1..Len(node[n].disk) :
        /\ node' = [node EXCEPT ![n] = Recovered(node[n].disk[i])]
        /\ crashes' = crashes + 1
        /\ UNCHANGED <<messages, elected, committed>>

Next == Hear \/ Say \/ Move \/ Crash

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* What must hold.                                                         *)
(***************************************************************************)
\* At most one leader in a term, over the whole history; also, none that lost its log leads again in the same term.
ElectionSafety == \A t \in 1..Len(elected) : elected[t] <= 1

\* One grantee for each node and term, across crashes. Who asks for votes voted for himself.
Grants(n) ==
    {<<m.term, m.to>> : m \in {x \in messages : x.type = "voteReply" /\ x.from = n /\ x.kind = "vote" /\ x.granted}}
    \cup {<<m.term, n>> : m \in {x \in messages : x.type = "voteRequest" /\ x.from = n /\ x.kind = "vote"}}
VoteOnce == \A n \in Node : \A a, b \in Grants(n) : a[1] = b[1] => a[2] = b[2]

\* No crash takes back a term that a message spoke in, nor a vote that one told of. A pre-vote granted binds nobody.
Spoken(m) == ~(m.type \in {"voteReply", "voteRequest"} /\ m.kind = "prevote")
TermDurable ==
    \A m \in messages : Spoken(m) =>
        \A i \in 1..Len(node[m.from].disk) :
            LET image == node[m.from].disk[i]
            IN  /\ image.term >= m.term
                /\ (m.type = "voteReply" /\ m.granted /\ image.term = m.term) => image.vote = m.to

LogMatching ==
    \A a, b \in Node :
        LET x == node[a].log
            y == node[b].log
            same == {i \in 1..Smaller(Len(x), Len(y)) : x[i] = y[i]}
        IN  same # {} => LET i == Max(same) IN Prefix(x, i) = Prefix(y, i)

\* What was committed before a leader's term is in its log.
LeaderCompleteness ==
    \A n \in Node : node[n].role = "leader" =>
        \A i \in 1..Len(committed) :
            committed[i].by < node[n].term => i <= Len(node[n].log) /\ node[n].log[i] = committed[i].term

\* One entry for each committed index, for ever and on all nodes.
StateMachineSafety ==
    \A n \in Node :
        LET s == node[n]
        IN  s.commit <= Len(s.log) /\ s.commit <= Len(committed)
            /\ \A i \in 1..s.commit : s.log[i] = committed[i].term

\* Whatever crashes now, a majority keeps all that was committed.
Keeps(n, i) ==
    \A k \in 1..Len(node[n].disk) :
        LET log == node[n].disk[k].log
        IN  i <= Len(log) /\ \A j \in 1..i : log[j] = committed[j].term
\* Who keeps the last of it keeps all.
CommittedIsDurable == IsMajority({n \in Node : Keeps(n, Len(committed))})

\* The last entry of what a leader counts is its own.
OwnTermByCounting ==
    \A i \in 1..Len(committed) : \E j \in i..Len(committed) : committed[j].by = committed[i].by /\ committed[j].term = committed[j].by

\* What a node acknowledged in its present term is durable there and equal to the leader's entries.
HasDurably(n, log, i) ==
    \A k \in 1..Len(node[n].disk) : i <= Len(node[n].disk[k].log) /\ Prefix(node[n].disk[k].log, i) = Prefix(log, i)
AckTruth ==
    \A m \in messages :
        (m.type = "appendReply" /\ m.result = "accepted" /\ m.term = node[m.from].term) =>
            /\ HasDurably(m.from, node[m.from].log, m.match)
            /\ (node[m.to].role = "leader" /\ node[m.to].term = m.term) => HasDurably(m.from, node[m.to].log, m.match)

\* A leader believes of a peer no more than it has, as long as the peer is in no later term.
MatchTruth ==
    \A n \in Node : node[n].role = "leader" =>
        \A p \in Peers(n) : node[p].term <= node[n].term => HasDurably(p, node[n].log, node[n].match[p])

\* Invariants.check, and the order of the log pointers in ARCHITECTURE.md.
Pointers ==
    \A n \in Node :
        LET s == node[n]
        IN  /\ LastTerm(s.log) <= s.term
            /\ IsPrefix(Written(s).log, s.log)
            /\ s.verified <= Len(s.log)
            /\ s.role = "leader" => s.leader = n /\ s.vote = n
            /\ (Paced /\ s.role = "leader") =>
                   \A p \in Peers(n) : s.match[p] < s.next[p] /\ s.next[p] <= Len(s.log) + 1

\* Within a life: commit and term never fall, and a leader removes nothing of its log.
Monotone ==
    [][crashes' = crashes =>
        \A n \in Node :
            /\ node'[n].commit >= node[n].commit
            /\ node'[n].term >= node[n].term
            /\ (node[n].role = "leader" /\ node'[n].role = "leader") => IsPrefix(node[n].log, node'[n].log)]_vars
=============================================================================
