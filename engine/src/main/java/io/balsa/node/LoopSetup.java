package io.balsa.node;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.StateMachine;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.spi.Journal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;

/**
 * What a loop is made of. From here on it alone calls journal, transport and state machine.
 *
 * @param identity       of the node
 * @param initialMembers in force while the journal holds no configuration
 * @param listener       called on the loop thread: it must hand over and return
 */
public record LoopSetup(
        NodeIdentity identity,
        Membership initialMembers,
        RaftConfig raft,
        LimitsConfig limits,
        Journal journal,
        Transport transport,
        StateMachine stateMachine,
        RaftListener listener,
        Clocks clocks) {}
