/** Choices of customers: stopping, and the page of preferences. */
@NullMarked
package dev.vestnik.pages.choice;

import org.jspecify.annotations.NullMarked;
