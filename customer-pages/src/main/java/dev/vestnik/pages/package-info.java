/** Pages for customers: links of messages lead over them, customers choose there what they get and fill in forms. */
@NullMarked
package dev.vestnik.pages;

import org.jspecify.annotations.NullMarked;
