/**
 * What a channel's sender is made of: gateways that answer with an {@link dev.vestnik.sender.Outcome}, put in order in a
 * {@link dev.vestnik.sender.Route}, run by {@link dev.vestnik.sender.SenderRuntime}.
 */
@NullMarked
package dev.vestnik.sender;

import org.jspecify.annotations.NullMarked;
