/** The pages as text. */
@NullMarked
package dev.vestnik.pages.html;

import org.jspecify.annotations.NullMarked;
