/** The ways to reach a customer. */
@NullMarked
package dev.vestnik.rules.channel;

import org.jspecify.annotations.NullMarked;
