/** E-mails as a mail program reads them, whichever way they came. */
@NullMarked
package dev.vestnik.sandbox.mime;

import org.jspecify.annotations.NullMarked;
