package dev.vestnik.sender.live;

import java.util.List;

/**
 * The gateways that a change of the settings touched, by name; it may have changed the rules alone.
 *
 * @param replaced made again, because their settings are others now
 * @param rates those whose rate is another one now
 */
public record GatewayChange(List<String> added, List<String> removed, List<String> replaced, List<String> rates) {}
