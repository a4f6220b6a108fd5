/** The settings in force of a sender's gateways and routes, and their change while messages flow. */
@NullMarked
package dev.vestnik.sender.live;

import org.jspecify.annotations.NullMarked;
