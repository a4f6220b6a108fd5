/** The links that come in: read, or refused. */
@NullMarked
package dev.vestnik.pages.link;

import org.jspecify.annotations.NullMarked;
