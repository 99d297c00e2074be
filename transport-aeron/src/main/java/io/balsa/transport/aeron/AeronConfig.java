package io.balsa.transport.aeron;

import io.balsa.config.BalsaConfig;
import io.balsa.config.Rules;

/**
 * {@code balsa.transport}: how frames travel. The defaults and their reasons are in this module's {@code reference.conf}.
 *
 * @param driver the media driver, which owns the sockets
 * @param udp    the datagrams
 * @param links  what is built on them
 */
public record AeronConfig(DriverConfig driver, UdpConfig udp, LinkConfig links) {
    /** Room for everything around a command, a result or a batch of entries in a frame, in bytes. */
    static final int FRAME_OVERHEAD = 64 * 1024;

    private static final String PATH = "balsa.transport";
    /** Aeron sends no more than this part of a term in one piece. */
    private static final int PIECES_PER_TERM = 8;

    /** @throws io.balsa.config.ConfigException when a datagram would be longer than what Aeron sends in one piece */
    public AeronConfig {
        int shorterTerm = Math.min(links.termLength(), links.clientTermLength());
        int longest = udp.longestMtu();
        new Rules(PATH)
                .require(
                        longest <= shorterTerm / PIECES_PER_TERM,
                        longest
                                + " is more than an eighth of the shorter of links.term-length and"
                                + " links.client-term-length, "
                                + shorterTerm + " bytes; use datagrams of at most " + shorterTerm / PIECES_PER_TERM
                                + ", or longer terms",
                        longest == udp.mtu() ? "udp.mtu" : "udp.loopback-mtu")
                .enforce();
    }

    /** The defaults of {@code reference.conf}, for a client that has no file. */
    public static AeronConfig defaults() {
        String anyNode =
                "balsa { node.id = 1, cluster { name = any, members = [{ id = 1, address = \"localhost:1\" }] } }";
        return BalsaConfig.parse(anyNode, "defaults").section(AeronConfig.class);
    }

    /** Which media driver. */
    public enum DriverMode {
        /** In this process, driven by the loop itself: no thread of its own, no hand-off. */
        EMBEDDED,
        /** In this process, on three threads of its own. */
        DEDICATED,
        /** A driver that the user runs: {@code aeronmd}, or Aeron's {@code MediaDriver} in a process of its own. */
        EXTERNAL
    }

    /** How the threads of a dedicated driver wait for work. */
    public enum DriverIdle {
        /** Spin, yield, then sleep up to a millisecond. */
        BACKOFF,
        /** Yield: burns the processors it finds free. */
        YIELD,
        /** Spin: each thread burns one processor. */
        SPIN
    }

    /**
     * {@code balsa.transport.driver}.
     *
     * @param mode           which driver
     * @param directory      external: the driver's directory; else where the own directory is made; empty for the default
     * @param idle           of a dedicated driver's threads
     * @param sparse         whether buffers take memory only when first written
     * @param conductEveryNs an embedded driver does its housekeeping (limits, losses, new links) no more often than this
     * @param receivesPerPoll most times an embedded driver asks its sockets in one turn of the loop
     * @param openTimeoutNs  most that opening waits for the driver
     * @param closeTimeoutNs most that closing waits for the last frames to leave
     */
    public record DriverConfig(
            DriverMode mode,
            String directory,
            DriverIdle idle,
            boolean sparse,
            long conductEveryNs,
            int receivesPerPoll,
            long openTimeoutNs,
            long closeTimeoutNs) {
        public DriverConfig {
            new Rules(PATH)
                    .require(
                            mode != DriverMode.EXTERNAL || !directory.isEmpty(),
                            "is empty; write the directory of the running driver, or another driver.mode",
                            "driver.directory",
                            "driver.mode")
                    .enforce();
        }
    }

    /**
     * {@code balsa.transport.udp}.
     *
     * @param bindAddress   interface to listen on; empty for the host of this member's own address
     * @param mtu           longest datagram payload in bytes; a multiple of 32
     * @param loopbackMtu   the same to addresses of the loopback interface
     * @param receiveWindow most bytes one sender may have under way to this node
     * @param receiveBuffer wanted SO_RCVBUF in bytes; less when the operating system allows less
     * @param sendBuffer    wanted SO_SNDBUF in bytes; less when the operating system allows less
     */
    public record UdpConfig(
            String bindAddress, int mtu, int loopbackMtu, int receiveWindow, int receiveBuffer, int sendBuffer) {
        static final int MTU_MIN = 1024;
        static final int MTU_MAX = 65_504;

        /** Aeron's buffers are made of pieces of 32 bytes. */
        private static final int ALIGNMENT = 32;

        public UdpConfig {
            new Rules(PATH)
                    .require(isAligned(mtu), unaligned(mtu), "udp.mtu")
                    .require(isAligned(loopbackMtu), unaligned(loopbackMtu), "udp.loopback-mtu")
                    .require(receiveWindow >= mtu, tooSmall(receiveWindow, mtu), "udp.receive-window", "udp.mtu")
                    .require(
                            receiveWindow >= loopbackMtu,
                            tooSmall(receiveWindow, loopbackMtu),
                            "udp.receive-window",
                            "udp.loopback-mtu")
                    .enforce();
        }

        private static boolean isAligned(int mtu) {
            return mtu % ALIGNMENT == 0;
        }

        /** The longest usable datagram that is no longer than that. */
        static int aligned(int mtu) {
            return mtu / ALIGNMENT * ALIGNMENT;
        }

        private static String unaligned(int mtu) {
            return mtu + " is not a multiple of 32; use " + aligned(mtu);
        }

        private static String tooSmall(int receiveWindow, int mtu) {
            return receiveWindow + " bytes do not hold one datagram; use at least " + mtu;
        }

        /** Longest datagram payload of all, in bytes. */
        int longestMtu() {
            return Math.max(mtu, loopbackMtu);
        }
    }

    /**
     * {@code balsa.transport.links}.
     *
     * @param termLength        a third of the buffer of a link between members; a power of two
     * @param clientTermLength  the same for each direction of a client's link
     * @param maxFrameLength    longest frame in bytes
     * @param fragmentsPerPoll  most fragments taken from one link before the next link's turn
     * @param livenessTimeoutNs a link is down when the other end was silent for so long
     * @param retryMinNs        first pause before a failed link is built again; doubles with every failure
     * @param retryMaxNs        longest such pause
     * @param resolveEveryNs    how often the host name of an unreachable member is looked up again
     */
    public record LinkConfig(
            int termLength,
            int clientTermLength,
            int maxFrameLength,
            int fragmentsPerPoll,
            long livenessTimeoutNs,
            long retryMinNs,
            long retryMaxNs,
            long resolveEveryNs) {
        static final int TERM_MIN = 64 * 1024;
        static final int TERM_MAX = 1024 * 1024 * 1024;

        public LinkConfig {
            new Rules(PATH)
                    .require(
                            retryMinNs <= retryMaxNs,
                            "is longer than links.retry-max",
                            "links.retry-min",
                            "links.retry-max")
                    .enforce();
        }
    }
}
