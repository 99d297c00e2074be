package io.balsa.journal;

/** When a write counts as durable. */
public enum Durability {
    /** After a successful sync of the file covers it; survives a power cut. */
    FSYNC("fsync"),
    /** Once the operating system has it; survives the end of the process, not a power cut. */
    PAGE_CACHE("page-cache");

    private final String label;

    Durability(String label) {
        this.label = label;
    }

    /** As users write and read it. */
    public String label() {
        return label;
    }
}
