package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import java.time.Instant;

/**
 * An address that takes nothing any more: a hard bounce, an unknown number.
 *
 * @param address 64 bits of its hash: the address itself stays in the profile alone
 * @param reason the provider's code
 */
public record Suppression(Channel channel, long address, String reason, Instant at) {}
