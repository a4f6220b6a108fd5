/** SMPP 3.4: links, submits, what centres deliver to us. */
@NullMarked
package dev.vestnik.sms.smpp;

import org.jspecify.annotations.NullMarked;
