package io.balsa.benchmarks.peer.aeron;

import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.balsa.benchmarks.peer.Node;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

/** One node: driver, archive, consensus module, and the container of the service. */
final class AeronNode implements Node {
    /** Both as Balsa's defaults, in bytes. */
    private static final int WINDOW = 1 << 20;

    private static final int SOCKET_BUFFER = 2 << 20;

    private static final long MARKS_LAST_NS = 40_000_000_000L;
    private static final long PAUSE_NS = 100_000_000;

    private final TapeService service;
    private final String driverDirectory;
    private final ClusteredMediaDriver driver;
    private final ClusteredServiceContainer container;

    private AeronNode(
            TapeService service,
            String driverDirectory,
            ClusteredMediaDriver driver,
            ClusteredServiceContainer container) {
        this.service = service;
        this.driverDirectory = driverDirectory;
        this.driver = driver;
        this.container = container;
    }

    static AeronNode launch(int id, Spec spec, AeronPorts ports, Tape tape) {
        AeronMode mode = AeronMode.of(spec.mode());
        Path home = spec.directory().resolve("node-" + id);
        String driverDirectory = ports.driverDirectory(id);
        ErrorHandler errors = error ->
                System.getLogger(AeronNode.class.getName()).log(System.Logger.Level.WARNING, "node " + id, error);
        ClusteredMediaDriver driver = ClusteredMediaDriver.launch(
                driver(mode, driverDirectory, errors),
                archive(mode, driverDirectory, errors)
                        .archiveDir(home.resolve("archive").toFile())
                        .fileSyncLevel(spec.fsync() ? 1 : 0)
                        .catalogFileSyncLevel(spec.fsync() ? 1 : 0)
                        .controlChannel("aeron:udp?endpoint=" + ports.address(id, AeronPorts.Use.ARCHIVE))
                        .replicationChannel(ports.anyPort(id)),
                consensus(mode, driverDirectory, errors)
                        .clusterMemberId(id)
                        .clusterMembers(ports.members())
                        .replicationChannel(ports.anyPort(id))
                        .clusterDir(home.resolve("cluster").toFile())
                        .fileSyncLevel(spec.fsync() ? 1 : 0));
        try {
            TapeService service = new TapeService(tape);
            ClusteredServiceContainer container =
                    ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
                            .aeronDirectoryName(driverDirectory)
                            .archiveContext(local())
                            .clusterDir(home.resolve("cluster").toFile())
                            .clusteredService(service)
                            .idleStrategySupplier(mode.idle())
                            .errorHandler(errors));
            return new AeronNode(service, driverDirectory, driver, container);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /** The same after an earlier life that may have been killed: its marks look alive for some seconds. */
    static AeronNode launchAgain(int id, Spec spec, AeronPorts ports, Tape tape) {
        long beganNs = System.nanoTime();
        while (true) {
            try {
                return launch(id, spec, ports, tape);
            } catch (RuntimeException e) {
                if (System.nanoTime() - beganNs > MARKS_LAST_NS || !saysStillAlive(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private static boolean saysStillAlive(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("active mark file") || message.contains("active driver")) {
                return true;
            }
        }
        return false;
    }

    static MediaDriver.Context driver(AeronMode mode, String directory, ErrorHandler errors) {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory)
                .threadingMode(mode.driver())
                .sharedIdleStrategy(mode.idle().get())
                .conductorIdleStrategy(mode.idle().get())
                .senderIdleStrategy(mode.idle().get())
                .receiverIdleStrategy(mode.idle().get())
                .termBufferSparseFile(true)
                .mtuLength(mode.usualMtu())
                .ipcMtuLength(mode.usualMtu())
                .initialWindowLength(WINDOW)
                .socketRcvbufLength(SOCKET_BUFFER)
                .socketSndbufLength(SOCKET_BUFFER)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .errorHandler(errors);
    }

    private static Archive.Context archive(AeronMode mode, String directory, ErrorHandler errors) {
        return new Archive.Context()
                .aeronDirectoryName(directory)
                .threadingMode(mode.archive())
                .idleStrategySupplier(mode.idle())
                .recordingEventsEnabled(false)
                .errorHandler(errors);
    }

    private static ConsensusModule.Context consensus(AeronMode mode, String directory, ErrorHandler errors) {
        return new ConsensusModule.Context()
                .aeronDirectoryName(directory)
                .archiveContext(local())
                .ingressChannel("aeron:udp")
                .isIpcIngressAllowed(true)
                .logChannel("aeron:udp?term-length=64m|mtu=" + mode.mtu())
                .idleStrategySupplier(mode.idle())
                .errorHandler(errors);
    }

    private static AeronArchive.Context local() {
        return new AeronArchive.Context().controlRequestChannel("aeron:ipc").controlResponseChannel("aeron:ipc");
    }

    boolean isLeader() {
        return service.leadership().sinceNs() != 0;
    }

    String driverDirectory() {
        return driverDirectory;
    }

    @Override
    public boolean isReady() {
        return service.hasRole();
    }

    /** Agents that end, for instance because they stood still for their timeouts, close what they spoke to the driver by. */
    @Override
    public boolean hasEnded() {
        return driver.archive().context().aeron().isClosed()
                || driver.consensusModule().context().aeron().isClosed()
                || container.context().aeron().isClosed();
    }

    @Override
    public long leaderSinceNs() {
        return service.leadership().sinceNs();
    }

    @Override
    public Tape tape() {
        return service.tape();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(container, driver.consensusModule(), driver.archive(), driver.mediaDriver());
    }
}
