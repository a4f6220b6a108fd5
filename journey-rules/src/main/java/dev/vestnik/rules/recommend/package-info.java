/** Products that belong together, by what customers did with both; counted at each product, in bounded memory. */
@NullMarked
package dev.vestnik.rules.recommend;

import org.jspecify.annotations.NullMarked;
