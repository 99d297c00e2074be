---------------------------- MODULE BalsaRefines ----------------------------
(***************************************************************************)
(* Balsa and BalsaUnpaced side by side: after each step of Balsa,          *)
(* BalsaUnpaced must find a step, or none, after which both are related as *)
(* Related says. Where it finds none, TLC reports a deadlock. So, within   *)
(* the bounds, Related is a forward simulation: whatever Balsa can do,     *)
(* BalsaUnpaced can do too. No function of Balsa's state could say what    *)
(* BalsaUnpaced is in: it has said and committed what Balsa may yet say    *)
(* and commit, and kept records that Balsa never wrote.                    *)
(***************************************************************************)
EXTENDS BalsaModel

VARIABLES
    unode, umessages, uelected, ucommitted, ucrashes, \* those of BalsaUnpaced
    due                                               \* whether it is BalsaUnpaced's turn

uvars == <<unode, umessages, uelected, ucommitted, ucrashes>>

U == INSTANCE BalsaUnpaced WITH
        node <- unode, messages <- umessages, elected <- uelected, committed <- ucommitted, crashes <- ucrashes,
        Paced <- FALSE, Mutant <- "none", Lagging <- Node

\* Whatever a crash leaves of c it may leave of u, in the same order; and of both the same is durable.
RECURSIVE Embeds(_, _, _, _)
Embeds(c, u, i, j) ==
    \/ i > Len(c)
    \/ j <= Len(u) /\ (IF c[i] = u[j] THEN Embeds(c, u, i + 1, j + 1) ELSE Embeds(c, u, i, j + 1))

SameDisk(c, u) ==
    /\ c.disk[1] = u.disk[1]
    /\ Embeds(c.disk, u.disk, 1, 1)
    /\ DurableIndex(c) <= DurableIndex(u)
    /\ Written(u) = Image(u.term, u.vote, u.log)

SameRole(c, u) ==
    CASE c.role = "prevote" -> u.role \in {"follower", "candidate"}
      [] OTHER -> u.role = c.role

SameNode(c, u) ==
    /\ c.term = u.term /\ c.vote = u.vote /\ c.log = u.log
    /\ SameRole(c, u)
    /\ c.leader \in {u.leader, None}
    /\ c.commit <= u.commit
    /\ c.verified <= u.verified
    /\ SameDisk(c, u)

\* Whether what arrives with m may arrive there too. What is refused, or granted before an election, only tells of a term.
Covered(m) ==
    LET like(x) == x.type = m.type /\ x.from = m.from /\ x.term = m.term
        last == m.prevIndex + Len(m.entries)
    IN  CASE m.type = "voteRequest" /\ m.kind = "vote" ->
                \E x \in umessages : like(x) /\ x.lastIndex = m.lastIndex /\ x.lastTerm = m.lastTerm
          [] m.type = "voteReply" /\ m.kind = "vote" /\ m.granted ->
                \E x \in umessages : like(x) /\ x.to = m.to
          [] m.type = "append" ->
                \E x \in umessages :
                    /\ like(x) /\ m.commit <= x.commit /\ last <= Len(x.entries)
                    /\ TermAt(x.entries, m.prevIndex) = m.prevTerm
                    /\ SubSeq(x.entries, m.prevIndex + 1, last) = m.entries
          [] m.type = "appendReply" /\ m.result = "accepted" ->
                m.match = 0 \/ \E x \in umessages : like(x) /\ x.to = m.to /\ m.match <= x.match
          [] (m.type = "voteRequest" /\ m.kind = "prevote") \/ (m.type = "voteReply" /\ m.granted) ->
                TRUE
          [] OTHER ->
                m.term = 0 \/ \E x \in umessages : x.term = m.term

\* A term that is durable somewhere may be told at any moment. A model begins without what Old told.
DurableTermTold(n) ==
    LET term == unode[n].disk[1].term
    IN  term = 0 \/ n \in Old \/ \E x \in umessages : x.term = term

Related ==
    /\ \A n \in Node : SameNode(node[n], unode[n]) /\ DurableTermTold(n)
    /\ \A m \in messages : Covered(m)
    /\ elected = uelected /\ crashes = ucrashes
    /\ Len(committed) <= Len(ucommitted)
    /\ \A i \in 1..Len(committed) : committed[i].term = ucommitted[i].term

\* As Balsa begins, but what is in memory is written, and what may be said is.
Unpaced(s) == Persist([s EXCEPT !.next = ForAll(0), !.fence = ForAll(0), !.probing = ForAll(FALSE)])
RefinesInit ==
    /\ Begins
    /\ unode = [n \in Node |-> Unpaced(node[n])]
    /\ umessages = U!Heaviest(UNION {U!MaySay(n, unode[n]) : n \in Node})
    /\ uelected = elected /\ ucommitted = committed /\ ucrashes = crashes
    /\ due = FALSE

\* Two steps of BalsaUnpaced: what a crash finds written became durable right before it, and was spoken of.
SyncThenCrash ==
    \E n \in Node : \E s \in U!Synced(unode[n]) :
        /\ unode' = [unode EXCEPT ![n] = U!Recovered(s.disk[1])]
        /\ umessages' = U!Heaviest(umessages \cup U!MaySay(n, s))
        /\ ucrashes' = ucrashes + 1
        /\ UNCHANGED <<uelected, ucommitted>>

Answer == IF Related THEN UNCHANGED uvars ELSE (U!UnpacedNext \/ SyncThenCrash) /\ Related'

RefinesNext ==
    \/ ~due /\ due' = TRUE /\ Next /\ UNCHANGED uvars
    \/ due /\ due' = FALSE /\ UNCHANGED vars /\ Answer

\* Only what both have answered is bounded, and only for Balsa: what BalsaUnpaced does follows.
RefinesWithinBounds == due \/ WithinBounds
=============================================================================
