/**
 * The terms of a channel's sender: gateways that answer with an {@link dev.vestnik.sender.Outcome}, read from the settings
 * by a {@link dev.vestnik.sender.GatewayPlanner}, run by {@link dev.vestnik.sender.runtime.SenderRuntime}.
 */
@NullMarked
package dev.vestnik.sender;

import org.jspecify.annotations.NullMarked;
