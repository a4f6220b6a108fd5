/** What the shop says of its products, on its way from {@code shop.products} to their owners. */
@NullMarked
package dev.vestnik.engine.product;

import org.jspecify.annotations.NullMarked;
