package dev.vestnik.sandbox;

/** The ports that are really open, in a lazy bean to ask for once the context runs. FCM and Web Push are on the HTTP port. */
public record SandboxPorts(int http, int smpp, int smtp, int apns) {}
