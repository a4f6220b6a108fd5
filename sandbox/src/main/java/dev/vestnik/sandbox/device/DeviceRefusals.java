package dev.vestnik.sandbox.device;

/** A protocol's codes for a dead token, for a refusal without another code, and for being busy. */
public record DeviceRefusals(String deadToken, String rejected, String busy) {}
