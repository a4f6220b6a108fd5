/** Templates: Liquid texts and MJML mails in a sandbox. Pure. */
@NullMarked
package dev.vestnik.rules.template;

import org.jspecify.annotations.NullMarked;
