/** Texts as SMS: alphabets, segments. */
@NullMarked
package dev.vestnik.sms.text;

import org.jspecify.annotations.NullMarked;
