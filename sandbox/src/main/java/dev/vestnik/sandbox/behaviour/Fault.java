package dev.vestnik.sandbox.behaviour;

/** One thing that is wrong with a request, and where. */
record Fault(String path, String problem) {}
