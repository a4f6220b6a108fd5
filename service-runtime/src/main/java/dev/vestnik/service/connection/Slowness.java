package dev.vestnik.service.connection;

/** Why a connection was ended from our side. */
enum Slowness {
    IDLE,
    HEAD,
    BODY,
    /** The client does not take the answer. */
    ANSWER,
    /** There are too many connections. */
    FULL,
    /** There are too many connections of its address. */
    SHARE
}
