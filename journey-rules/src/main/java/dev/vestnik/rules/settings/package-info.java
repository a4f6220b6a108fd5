/** The shop's settings as marketers write them, and what the rules read of them. Pure. */
@NullMarked
package dev.vestnik.rules.settings;

import org.jspecify.annotations.NullMarked;
