package io.balsa.journal;

/** How records get into the page cache of the operating system. */
public enum WriteMode {
    /** By a write to the file for each batch: no page is zeroed, faulted in or write-protected. */
    CHANNEL("channel"),
    /** By stores into Chronicle Queue's mapping of the file: no system call, but page faults. */
    MAPPED("mapped");

    private final String label;

    WriteMode(String label) {
        this.label = label;
    }

    /** As users write and read it. */
    public String label() {
        return label;
    }
}
