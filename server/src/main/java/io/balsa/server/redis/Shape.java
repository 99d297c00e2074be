package io.balsa.server.redis;

/** How an answer of the store is shown to the client. */
enum Shape {
    /** As it is. */
    PLAIN,
    /** OK as 1, nil as 0. */
    YES_OR_NO,
    /** A count of keys as the type of the one key: there is only one type. */
    TYPE
}
