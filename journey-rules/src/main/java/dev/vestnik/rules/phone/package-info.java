/** What a phone number tells of where its owner lives. Pure. */
@NullMarked
package dev.vestnik.rules.phone;

import org.jspecify.annotations.NullMarked;
