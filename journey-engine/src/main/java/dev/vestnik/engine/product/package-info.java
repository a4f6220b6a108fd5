/** The shops' events of products, on their way from {@code shop.products} to the products' owners. */
@NullMarked
package dev.vestnik.engine.product;

import org.jspecify.annotations.NullMarked;
