/** Templates: Liquid texts and MJML mails in a sandbox. Pure. */
@NullMarked
package dev.vestnik.engine.template;

import org.jspecify.annotations.NullMarked;
