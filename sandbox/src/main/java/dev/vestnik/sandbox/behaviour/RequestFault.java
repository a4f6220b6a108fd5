package dev.vestnik.sandbox.behaviour;

/** A fault of a request, with its place. */
record RequestFault(String path, String problem) {}
