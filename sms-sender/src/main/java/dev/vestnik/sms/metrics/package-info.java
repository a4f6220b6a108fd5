/** The metrics of the SMS sender. */
@NullMarked
package dev.vestnik.sms.metrics;

import org.jspecify.annotations.NullMarked;
