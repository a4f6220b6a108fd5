/** Senders that are killed at every point of a message's way, and stopped for longer than their group waits for them. */
package dev.vestnik.system.senders;
