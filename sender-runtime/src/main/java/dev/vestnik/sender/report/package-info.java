/** News about messages that come after the gateway's answer: from devices, browsers, links and mailboxes. */
@NullMarked
package dev.vestnik.sender.report;

import org.jspecify.annotations.NullMarked;
