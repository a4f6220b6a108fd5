package dev.vestnik.sender.gateway;

/**
 * A gateway's name with the provider's account behind it, which an operator may change under the same name: an idempotency key of one
 * account means nothing to another.
 *
 * @param gateway the gateway's name
 * @param account {@link dev.vestnik.sender.Gateway#account}; empty where the gateway takes no key, and in attempts of older senders
 */
public record GatewayAccount(String gateway, String account) {}
