/** What ops see of a sender: its lanes and gateways, its health. */
@NullMarked
package dev.vestnik.sender.status;

import org.jspecify.annotations.NullMarked;
