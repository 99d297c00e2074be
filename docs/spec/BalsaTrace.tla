----------------------------- MODULE BalsaTrace -----------------------------
(***************************************************************************)
(* Whether what nodes did is a behaviour of Balsa. TraceData, generated    *)
(* from a file of NDJSON, defines Lines: one record for each line. Every   *)
(* line is explained by a sequence of Balsa's steps of one node, in the    *)
(* order of a turn of the loop, after which the node is what the line says *)
(* and has said what the line says. README.md describes the format.        *)
(***************************************************************************)
EXTENDS Balsa, TraceData, TLC

VARIABLE line \* the next to explain

\* TLC works these constants out once each, and Lines anew wherever it finds it: so each names it once.
TraceNode == LET nodes == Lines[1].nodes IN {nodes[i] : i \in 1..Len(nodes)}

\* Where the journal's records end is not in the trace, and matters only where one end was durable and the next not.
TraceCuts ==
    LET lines == Lines
    IN  {lines[i].durable : i \in {j \in 1..Len(lines) : lines[j].step = "turn"}}
        \cup {lines[i].last : i \in {j \in 1..Len(lines) : lines[j].step = "start"}}

\* Lines on which a node began a new life.
Starts == LET lines == Lines IN {i \in 1..Len(lines) : lines[i].step = "start"}

\* Lines on which a run begins; lines are counted from there.
Begins == LET lines == Lines IN {i \in 1..Len(lines) : lines[i].step = "begin"}
LineOfRun(i) == Max({b \in Begins : b <= line}) + i - 1

TraceInit == Init /\ line = 1

\* Terms of a log, from its runs <<first index, term>>.
Terms(runs, last) == [i \in 1..last |-> runs[Max({k \in 1..Len(runs) : runs[k][1] <= i})][2]]

Part(role) == CASE role = "follower" -> "FOLLOWER" [] role = "leader" -> "LEADER" [] OTHER -> "CANDIDATE"

Parts == {"term", "vote", "settled", "role", "leader", "log", "durable", "commit"}
Fits(s, l, part) ==
    CASE part = "term" -> s.term = l.term
      [] part = "vote" -> s.vote = l.vote
      [] part = "settled" -> HardDurable(s) = l.settled
      [] part = "role" -> Part(s.role) = l.role
      [] part = "leader" -> s.leader = l.leader
      [] part = "log" -> Len(s.log) = l.last /\ s.log = Terms(l.log, l.last)
      [] part = "durable" -> DurableIndex(s) = l.durable
      [] part = "commit" -> s.commit = l.commit
Is(s, l) == \A part \in Parts : Fits(s, l, part)

\* Whether one of the two is not in its first life: until each has heard of the other's, messages are turned away at the
\* door, before the core hears of them.
MayBeTurnedAway(m) == \E i \in Starts : LineOfRun(1) < i /\ i < line /\ Lines[i].node \in {m.from, m.to}

\* All that n may have become and said at once by hearing these messages, one after the other, each sent on an earlier line.
RECURSIVE Listened(_, _, _)
Listened(n, r, got) ==
    IF got = <<>> THEN {r}
    ELSE LET at == LineOfRun(Head(got)[1])
             m == Lines[at].sent[Head(got)[2]]
             heard == {[s |-> h.s, out |-> r.out \cup h.out] : h \in Heard(n, r.s, m)}
         IN  IF at >= line \/ m.to # n THEN {}
             ELSE UNION {Listened(n, h, Tail(got)) : h \in heard \cup (IF MayBeTurnedAway(m) THEN {r} ELSE {})}

\* What s becomes by saying all this; nothing when it may not.
RECURSIVE Spoke(_, _, _)
Spoke(n, s, out) ==
    IF out = <<>> THEN {s}
    ELSE LET m == Head(out)
         IN  IF IF m.type = "append" THEN MayAppendThis(n, s, m) ELSE m \in MaySay(n, s)
             THEN Spoke(n, Said(s, m), Tail(out))
             ELSE {}

RECURSIVE Led(_, _)
Led(s, last) == IF s.role = "leader" /\ Len(s.log) < last THEN Led([s EXCEPT !.log = Append(@, s.term)], last) ELSE s

Maybe(s, others) == {s} \cup others

\* What may have become durable, as far as the line tells. Who wins its pre-votes writes its vote later in the turn.
Learned(s, l) ==
    {d \in Maybe(s, Synced(s)) : l.step = "turn" =>
        DurableIndex(d) = l.durable /\ (HardDurable(d) = l.settled \/ s.term < l.term)}

Appends(l) == SelectSeq(l.sent, LAMBDA m : m.type = "append")
\* What is not said at once, by hearing.
Answers(l, at_once) == SelectSeq(l.sent, LAMBDA m : m.type # "append" /\ m \notin at_once)

\* Each of these [s, out], taken further.
Further(S, Step(_)) == UNION {{[r EXCEPT !.s = t] : t \in Step(r)} : r \in S}

\* A turn of the loop in which node n heard `got`: hear, look at the clock, take commands, replicate, persist, learn what is
\* durable, speak, win, count. What was not said, though it might have been, is a message that a full link refused. What may
\* have become of the node: after it heard, replicated, learned, spoke, and at the end.
Stages(n, got, l) ==
    LET heard == Listened(n, Silent(node[n]), got)
        ticked == Further(heard, LAMBDA r : Maybe(r.s, Ticked(n, r.s)))
        replicated == Further(ticked, LAMBDA r : Spoke(n, Led(r.s, l.last), Appends(l)))
        learned == Further(replicated, LAMBDA r : Learned(Persist(r.s), l))
        spoke == Further(learned, LAMBDA r : Spoke(n, r.s, Answers(l, r.out)))
        won == Further(spoke, LAMBDA r : Maybe(r.s, Elected(n, r.s)))
        counted == Further(won, LAMBDA r : Maybe(r.s, Counted(n, r.s)))
    IN  <<heard, replicated, learned, spoke, counted>>

Turned(n, got, l) == {r.s : r \in Stages(n, got, l)[5]}

(***************************************************************************)
(* What the invariants look at of what was said. Only that is remembered:  *)
(* it grows with the terms, not with the lines.                            *)
(***************************************************************************)
Pledge(m) ==
    LET said == [type |-> m.type, from |-> m.from, to |-> m.to, term |-> m.term]
    IN  CASE m.type = "append" -> said
          [] m.type = "appendReply" -> said @@ [result |-> m.result, match |-> m.match]
          [] m.type = "voteRequest" -> said @@ [kind |-> m.kind]
          [] m.type = "voteReply" -> said @@ [kind |-> m.kind, granted |-> m.granted]

\* Of acknowledgements in one term the largest says all.
Outdone(p, pledges) ==
    p.type = "appendReply" /\ \E q \in pledges : q.type = p.type /\ q.match > p.match /\ [q EXCEPT !.match = p.match] = p

Pledges(sent) == {Pledge(sent[i]) : i \in {j \in 1..Len(sent) : Spoken(sent[j])}}
Remembers(sent) == LET all == messages \cup Pledges(sent) IN messages' = {p \in all : ~Outdone(p, all)}

(***************************************************************************)
(* Why a line is not explained: for people.                                *)
(***************************************************************************)
\* The first of these messages that none of them may say.
Unsaid(n, S, out(_)) ==
    LET reach(r) == Max({i \in 0..Len(out(r)) : Spoke(n, r.s, SubSeq(out(r), 1, i)) # {}})
        furthest == CHOOSE r \in S : \A x \in S : reach(x) <= reach(r)
    IN  out(furthest)[reach(furthest) + 1]

Action(m) ==
    CASE m.type = "append" -> "MayAppend"
      [] m.type = "appendReply" -> IF m.result = "conflict" THEN "MayRefuse" ELSE "MayAccept"
      [] m.type = "voteRequest" -> "MayAsk"
      [] m.type = "voteReply" -> "MaySettle"

\* The parts of the line that nothing this node may have become has; of several, those that one of them lacks.
Misfits(S, l) ==
    LET misfits(s) == {part \in Parts : ~Fits(s, l, part)}
    IN  CHOOSE few \in {misfits(r.s) : r \in S} : \A r \in S : Cardinality(few) <= Cardinality(misfits(r.s))

\* Who would have had to change them.
Change(l, parts) ==
    IF (l.role = "LEADER" /\ "role" \in parts) \/ (l.role = "CANDIDATE" /\ "term" \in parts) THEN "Elected"
    ELSE IF "role" \in parts THEN "Ticked"
    ELSE IF parts \cap {"term", "vote"} # {} THEN "StoreVote"
    ELSE IF parts = {"commit"} /\ l.role = "LEADER" THEN "Counted"
    ELSE "HearAppend"

Impossible(l, stages) ==
    LET n == l.node
        first == Min({i \in 1..6 : i = 6 \/ stages[i] = {}})
        led == Further(Further(stages[1], LAMBDA r : Maybe(r.s, Ticked(n, r.s))), LAMBDA r : {Led(r.s, l.last)})
        unsaid == IF first = 2 THEN Unsaid(n, led, LAMBDA r : Appends(l))
                  ELSE Unsaid(n, stages[3], LAMBDA r : Answers(l, r.out))
        parts == Misfits(stages[5], l)
    IN  CASE first = 1 -> <<"Hear", l.got>>
          [] first \in {2, 4} -> <<Action(unsaid), unsaid>>
          [] first = 3 -> <<"Synced", [durable |-> l.durable, settled |-> l.settled]>>
          [] OTHER -> <<Change(l, parts), [part \in parts |-> l[part]]>>

Unexplained(why) == PrintT(ToString(<<"impossible", line, why[1], why[2]>>)) /\ FALSE

TurnLine(l) ==
    LET stages == Stages(l.node, l.got, l)
        ends == {r.s : r \in {x \in stages[5] : Is(x.s, l)}}
    IN  /\ l.step = "turn"
        /\ IF ends = {} THEN Unexplained(Impossible(l, stages)) ELSE \E s \in ends : Becomes(l.node, s)
        /\ Remembers(l.sent)

\* A turn that the node did not survive: where it ended is not known.
FailLine(l) ==
    LET ends == UNION {Turned(l.node, SubSeq(l.got, 1, i), l) : i \in 0..Len(l.got)}
    IN  /\ l.step = "fail"
        /\ IF ends = {} THEN Unexplained(<<"Fail", l.sent>>) ELSE \E s \in ends : Becomes(l.node, s)
        /\ Remembers(l.sent)

\* A node begins with what its journal recovered: one of the states in which a crash may leave it.
StartLine(l) ==
    LET image == Image(l.term, l.vote, Terms(l.log, l.last))
        disk == node[l.node].disk
    IN  /\ l.step = "start"
        /\ IF \A i \in 1..Len(disk) : disk[i] # image
           THEN Unexplained(<<"Crash", image>>)
           ELSE node' = [node EXCEPT ![l.node] = Fresh(image)]
        /\ crashes' = crashes + 1
        /\ UNCHANGED <<messages, elected, committed>>

\* Another run begins: the nodes are new, as after a crash that takes everything, and messages of runs before reach nobody.
BeginLine(l) ==
    /\ l.step = "begin"
    /\ node' = [n \in Node |-> Fresh(Blank)]
    /\ crashes' = crashes + 1
    /\ messages' = {} /\ elected' = <<>> /\ committed' = <<>>

TraceNext ==
    /\ line <= Len(Lines)
    /\ LET l == Lines[line] IN TurnLine(l) \/ FailLine(l) \/ StartLine(l) \/ BeginLine(l)
    /\ line' = line + 1
    /\ line = Len(Lines) => PrintT("every line is explained")

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, line>>
=============================================================================
