package dev.vestnik.service.access;

/** The role that a key is for. */
public enum Role {
    SHOP,
    MARKETER,
    SUPPORT,
    OPS
}
