package io.balsa.journal.chronicle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** Reads the files of one life with Chronicle Queue. */
public final class Excerpts {
    private Excerpts() {}

    /** The first four bytes of every excerpt. */
    public static List<Integer> firstWords(Path life) {
        List<Integer> words = new ArrayList<>();
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(life)
                        .rollCycle(SizeRollCycle.INSTANCE)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return words;
                    }
                    words.add(document.wire().bytes().readInt());
                }
            }
        }
    }
}
