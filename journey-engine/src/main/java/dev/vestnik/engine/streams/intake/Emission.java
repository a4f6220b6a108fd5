package dev.vestnik.engine.streams.intake;

/** A record to be written: the sink's name, the key, the value. */
record Emission(String sink, byte[] key, byte[] value) {}
