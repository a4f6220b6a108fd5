package dev.vestnik.engine.access;

/** What a key is for. */
public enum Role {
    SHOP,
    MARKETER,
    SUPPORT,
    OPS
}
