/** Messages of people to the shop, on their way from {@code messages.inbound} to the owners of their addresses. */
@NullMarked
package dev.vestnik.engine.inbound;

import org.jspecify.annotations.NullMarked;
