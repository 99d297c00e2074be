----------------------------- MODULE BalsaModel -----------------------------
(* Balsa, made small enough for TLC: nothing beyond these bounds is looked at. *)
EXTENDS BalsaUnpaced, TLC

CONSTANTS
    MaxTerm, MaxLog, MaxCrashes,
    MaxDisk,      \* states the journal of a node may be found in
    MaxCampaigns, \* of a node in one life; 0 when not Paced
    MaxRequests   \* to a peer in one leadership; 0 when not Paced

Alike == {f @@ g : f \in Permutations(Lagging), g \in Permutations(Node \ Lagging)}

WithinBounds ==
    /\ crashes <= MaxCrashes
    /\ \A n \in Node :
        LET s == node[n]
        IN  /\ s.term <= MaxTerm
            /\ Len(s.log) <= MaxLog
            /\ Len(s.disk) <= MaxDisk
            /\ s.campaign <= MaxCampaigns
            /\ \A p \in Node : s.sent[p] <= MaxRequests
=============================================================================
