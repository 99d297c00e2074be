package io.balsa.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** How a file's content is made durable; tests put a failing one in its place. Any thread. */
@FunctionalInterface
public interface ForceFile {
    /** {@link FileChannel#force}: the kernel writes dirty mapped pages with it. */
    ForceFile DATA = channel -> channel.force(false);

    /** Returns once the content is durable. */
    void force(FileChannel channel) throws IOException;
}
