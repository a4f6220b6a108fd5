/** SMPP 3.4: links, submits, and deliveries from centres. */
@NullMarked
package dev.vestnik.sms.smpp;

import org.jspecify.annotations.NullMarked;
