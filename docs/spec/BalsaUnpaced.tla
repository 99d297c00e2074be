---------------------------- MODULE BalsaUnpaced ----------------------------
(***************************************************************************)
(* Balsa without all that only delays a message or has one ignored: no     *)
(* pre-vote, no identities of campaigns and requests, no nextIndex; what   *)
(* may be written or said is written or said at once. Every behaviour of   *)
(* Balsa is one of this module too, seen through what both know of:        *)
(*  - a message ignored is a message that did not arrive;                  *)
(*  - a message sent early may arrive late, and a record written early may *)
(*    be lost as if it had not been written;                               *)
(*  - a candidate need not ask for pre-votes;                              *)
(*  - who hears of an older commit index only knows less than here.        *)
(* So what is safe here is safe there, and there are far fewer states: the *)
(* messages are what was said at most, each standing for all that it       *)
(* covers.                                                                 *)
(***************************************************************************)
EXTENDS Balsa

CONSTANT Lagging \* nodes whose journal is durable later than written

\* One message of a kind, of a sender in a term, covers those that say less of the same.
Covers(m, x) ==
    /\ m.type = x.type /\ m.from = x.from /\ m.to = x.to /\ m.term = x.term
    /\ m.type = "append" => IsPrefix(x.entries, m.entries) /\ x.commit <= m.commit
    /\ m.type = "appendReply" => x.match <= m.match

Heaviest(S) == {m \in S : \A x \in S : Covers(x, m) => x = m}

\* What may arrive at a node of what m covers.
Arriving(m, n) ==
    LET reach == Smaller(Len(m.entries), Len(node[n].log))
    IN  IF m.type # "append" THEN {[m EXCEPT !.to = n]}
        ELSE UNION {{[m EXCEPT !.to = n, !.prevIndex = prev, !.prevTerm = TermAt(m.entries, prev),
                               !.entries = SubSeq(m.entries, prev + 1, last)] :
                     last \in prev..Len(m.entries)} : prev \in 0..reach}

Outcomes(m, n) == UNION {{r.s : r \in Heard(n, node[n], x)} : x \in Arriving(m, n)} \ {node[n]}

Turn(n, s) ==
    LET p == Persist(s)
        t == IF n \in Lagging THEN p ELSE [p EXCEPT !.disk = <<Written(p)>>]
    IN  Becomes(n, t) /\ messages' = Heaviest(messages \cup MaySay(n, t))

HearSome ==
    \E m \in {x \in messages : x.type \in {"voteRequest", "append"}} :
        \E n \in Peers(m.from) : m.term >= node[n].term /\ \E s \in Outcomes(m, n) : Turn(n, s)

\* Any answer tells of the term it speaks in, and so does what brought the term about.
HearTerm ==
    \E t \in {m.term : m \in messages} : \E n \in Node :
        t > node[n].term /\ Turn(n, EnterTerm(node[n], t, None, None))

\* Votes and acknowledgements are looked at when they are counted: by then all of them may have arrived.
Answers(n, type) == {m \in messages : m.type = type /\ m.to = n /\ m.term = node[n].term}
Told(n) ==
    [node[n] EXCEPT !.grants = {m.from : m \in Answers(n, "voteReply")},
                    !.match = [p \in Node |-> Max({0} \cup {m.match : m \in {a \in Answers(n, "appendReply") : a.from = p}})]]
ElectSome == \E n \in Node : node[n].role = "candidate" /\ \E s \in Elected(n, Told(n)) : Turn(n, [s EXCEPT !.match = ForAll(0)])
CountSome == \E n \in Node : node[n].role = "leader" /\ \E s \in Counted(n, Told(n)) : Turn(n, [s EXCEPT !.grants = {}, !.match = ForAll(0)])

MoveSome == \E n \in Node : \E s \in Ticked(n, node[n]) \cup Proposed(node[n]) \cup Synced(node[n]) : Turn(n, s)

UnpacedNext == HearSome \/ HearTerm \/ ElectSome \/ CountSome \/ MoveSome \/ Crash

UnpacedSpec == Init /\ [][UnpacedNext]_vars
=============================================================================
