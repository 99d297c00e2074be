package io.balsa.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mappings are told apart by their permissions. */
class MemoryFactsTest {
    @Test
    void sharedMappingsAreMappedAndTheRestIsNot() {
        List<String> smaps = List.of(
                "7f0000000000-7f0000400000 rw-s 00000000 00:1a 42                         /dev/shm/a buffer",
                "Size:               4096 kB",
                "Rss:                1024 kB",
                "Anonymous:             0 kB",
                "VmFlags: rd wr sh mr mw me ms sd",
                "7f0000400000-7f0000500000 rw-p 00000000 00:00 0 ",
                "Size:               1024 kB",
                "Rss:                 512 kB",
                "Anonymous:           512 kB",
                "VmFlags: rd wr mr mw me ac sd");
        assertThat(MemoryFacts.of(1, 2, smaps))
                .isEqualTo(new MemoryFacts(1, 2, 4096 << 10, 1024 << 10, 512 << 10, 1536 << 10));
    }

    @Test
    void thisProcessHoldsSomething() throws Exception {
        assertThat(MemoryFacts.ofThisProcess().heap()).isPositive();
    }
}
