package dev.vestnik.service.access;

/** What a key is for. */
public enum Role {
    SHOP,
    MARKETER,
    SUPPORT,
    OPS
}
