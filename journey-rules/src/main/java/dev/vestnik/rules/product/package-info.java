/** Products and those who are interested in them: owners with states and rules of their own. */
@NullMarked
package dev.vestnik.rules.product;

import org.jspecify.annotations.NullMarked;
