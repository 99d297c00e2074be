package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.config.RaftConfig;
import io.balsa.spi.Journal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import java.util.function.LongSupplier;

/**
 * What the core is made of.
 *
 * @param initialMembers in force while the journal holds no configuration
 * @param journal        opened; what it recovered is where the core begins
 * @param random         the only source of chance: any 64 bits
 */
public record Setup(
        NodeIdentity identity,
        Membership initialMembers,
        RaftConfig config,
        Journal journal,
        Transport transport,
        LongSupplier random,
        RaftObserver observer) {}
