/** SMS providers over HTTP: each a class of pure functions, or a description in YAML. */
@NullMarked
package dev.vestnik.sms.provider;

import org.jspecify.annotations.NullMarked;
