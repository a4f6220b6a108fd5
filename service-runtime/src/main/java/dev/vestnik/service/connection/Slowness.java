package dev.vestnik.service.connection;

/** Why a connection was ended from our side. */
enum Slowness {
    IDLE,
    HEAD,
    BODY,
    FULL
}
