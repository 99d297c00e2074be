package io.balsa.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Gives the memory that nobody uses to the page cache, as it is on any machine that has run for a while. A virtual machine
 * hands back to its host what is free, and getting such a page again costs ten times what another costs: whoever runs first,
 * or writes most, would pay for that. The pages are those of a file without content, so they are given up again for nothing.
 * Linux only; elsewhere it does nothing.
 */
final class PageCache implements AutoCloseable {
    private static final int PIECE = 4 << 20;
    /** Of all memory; what the kernel keeps free anyway. */
    private static final int FREE_SHARE = 32;

    private final long total;
    private final FileChannel channel;
    private long position;

    private PageCache(Path file, long total) throws IOException {
        this.total = total;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(1), 2 * total - 1);
        // It lives for as long as it is open, and no longer, however this process ends.
        Files.delete(file);
    }

    /** Pages will be those of a sparse file in that directory. */
    static PageCache in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new PageCache(
                directory.resolve("page-cache"), Math.max(1, bytesOf("MemTotal").orElse(1)));
    }

    /**
     * Reads until little memory is free, but no more than there is: a container may be allowed less.
     *
     * @param mostS after so many seconds it is enough, where there is much memory or a host has to find it first
     */
    void fill(int mostS) throws IOException {
        long beganNs = System.nanoTime();
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        long enough = total / FREE_SHARE;
        for (long read = 0; read < total && bytesOf("MemFree").orElse(0) > enough; read += PIECE) {
            if (System.nanoTime() - beganNs > TimeUnit.SECONDS.toNanos(mostS)) {
                return;
            }
            piece.clear();
            channel.read(piece, position);
            position = (position + PIECE) % (2 * total - PIECE);
        }
    }

    private static OptionalLong bytesOf(String key) throws IOException {
        Path facts = Path.of("/proc/meminfo");
        return Files.isReadable(facts)
                ? Files.readAllLines(facts).stream()
                        .filter(line -> line.startsWith(key + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                        .findFirst()
                : OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
