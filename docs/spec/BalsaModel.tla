----------------------------- MODULE BalsaModel -----------------------------
(* Balsa, made small enough for TLC: nothing beyond these bounds is looked at. *)
EXTENDS BalsaUnpaced, TLC

CONSTANTS
    First,        \* who leads when the model begins; nobody, and all is new, when empty
    Old,          \* who then has an entry of a leader before, whom nobody else heard
    Apart,        \* whom no append reaches
    MaxTerm, MaxLog, MaxCrashes,
    MaxDisk,      \* states the journal of a node may be found in
    MaxCampaigns, \* of a node in one life; 0 when not Paced
    MaxRequests,  \* to a peer in one leadership; 0 when not Paced
    MaxWindow     \* entries on their way to a peer; 0 when not Paced

\* First leads: its entry is in memory. Nothing has left yet but, where all agree, a probe, which was answered and is not heard of
\* again. All voted for it who have nothing else. Where somebody has an old entry, First and those who voted for it have one in its place, from the term between.
FirstTerm == IF Old = {} THEN 1 ELSE 3
Begun ==
    LET voted == Image(FirstTerm, CHOOSE f \in First : TRUE, IF Old = {} THEN <<>> ELSE <<2>>)
        led(s) == IF Old = {} THEN [s EXCEPT !.probing = ForAll(FALSE)] ELSE s
        s(n) == Fresh(IF n \in Old THEN Image(1, n, <<1>>) ELSE voted)
    IN  /\ node = [n \in Node |-> IF n \in First THEN led(Lead(n, s(n))) ELSE s(n)]
        /\ messages = {}
        /\ elected = [t \in 1..FirstTerm |-> 1]
        /\ committed = <<>>
        /\ crashes = 0

Begins == IF First = {} THEN Init ELSE Begun

\* Nodes of which nothing tells one from the other.
Classes == {First, Old, Apart, Lagging \ (First \cup Old \cup Apart), Node \ (First \cup Old \cup Apart \cup Lagging)}
Alike == {p \in Permutations(Node) : \A class \in Classes : \A n \in class : p[n] \in class}

WithinBounds ==
    /\ crashes <= MaxCrashes
    /\ \A n \in Node :
        LET s == node[n]
        IN  /\ s.term <= MaxTerm
            /\ Len(s.log) <= MaxLog
            /\ Len(s.disk) <= MaxDisk
            /\ s.campaign <= MaxCampaigns
            /\ \A p \in Node :
                /\ s.sent[p] <= IF p \in Apart THEN 0 ELSE MaxRequests
                /\ s.next[p] - s.match[p] - 1 <= MaxWindow
=============================================================================
