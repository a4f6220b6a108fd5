package dev.vestnik.rules.customer;

import java.time.Instant;

/**
 * A contact that is not the customer's and to which a message went, as long as its receipts may say something of it.
 *
 * @param address 64 bits of its hash, as the message has it
 * @param owner the key of the address's owner, in which the address is not said
 * @param until when it is forgotten
 */
public record OtherContact(long address, String owner, Instant until) {}
