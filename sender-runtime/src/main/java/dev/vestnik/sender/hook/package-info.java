/** Web hooks of providers: one door, signatures over the raw body, reports and replies for Kafka. */
@NullMarked
package dev.vestnik.sender.hook;

import org.jspecify.annotations.NullMarked;
