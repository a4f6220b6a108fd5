/** Texts of SMS: alphabets and segments. */
@NullMarked
package dev.vestnik.sms.text;

import org.jspecify.annotations.NullMarked;
