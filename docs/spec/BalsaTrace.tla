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

Is(s, l) ==
    /\ s.term = l.term /\ s.vote = l.vote /\ Part(s.role) = l.role /\ s.leader = l.leader
    /\ Len(s.log) = l.last /\ s.log = Terms(l.log, l.last)
    /\ DurableIndex(s) = l.durable /\ s.commit = l.commit

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

\* What may have become durable, as far as the line tells.
Learned(s, l) == {d \in Maybe(s, Synced(s)) : l.step = "turn" => DurableIndex(d) = l.durable}

\* A turn of the loop in which node n heard `got`: hear, look at the clock, take commands, replicate, persist, learn what is
\* durable, speak, win, count. What was not said, though it might have been, is a message that a full link refused.
Turned(n, got, l) ==
    UNION {UNION {UNION {UNION {UNION {UNION {
        Maybe(w, Counted(n, w))
        : w \in Maybe(o, Elected(n, o))}
        : o \in Spoke(n, d, SelectSeq(l.sent, LAMBDA m : m.type # "append" /\ m \notin h.out))}
        : d \in Learned(Persist(a), l)}
        : a \in Spoke(n, Led(t, l.last), SelectSeq(l.sent, LAMBDA m : m.type = "append"))}
        : t \in Maybe(h.s, Ticked(n, h.s))}
        : h \in Listened(n, Silent(node[n]), got)}

TurnLine(l) ==
    /\ l.step = "turn"
    /\ \E s \in Turned(l.node, l.got, l) : Is(s, l) /\ Becomes(l.node, s)

\* A turn that the node did not survive: where it ended is not known.
FailLine(l) ==
    /\ l.step = "fail"
    /\ \E i \in 0..Len(l.got) : \E s \in Turned(l.node, SubSeq(l.got, 1, i), l) : Becomes(l.node, s)

\* A node begins with what its journal recovered: one of the states in which a crash may leave it.
StartLine(l) ==
    /\ l.step = "start"
    /\ \E i \in 1..Len(node[l.node].disk) :
        LET image == node[l.node].disk[i]
        IN  image = Image(l.term, l.vote, Terms(l.log, l.last)) /\ Becomes(l.node, Fresh(image))

\* Another run begins: the nodes are new, and messages of runs before reach nobody.
BeginLine(l) ==
    /\ l.step = "begin"
    /\ node' = [n \in Node |-> Fresh(Blank)]
    /\ elected' = <<>> /\ committed' = <<>> /\ crashes' = 0

TraceNext ==
    /\ line <= Len(Lines)
    /\ LET l == Lines[line] IN TurnLine(l) \/ FailLine(l) \/ StartLine(l) \/ BeginLine(l)
    /\ line' = line + 1
    /\ UNCHANGED messages
    /\ line = Len(Lines) => PrintT("every line is explained")

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, line>>
=============================================================================
