/** What customers see: where the links of messages lead, what they choose to get, forms. */
@NullMarked
package dev.vestnik.pages;

import org.jspecify.annotations.NullMarked;
