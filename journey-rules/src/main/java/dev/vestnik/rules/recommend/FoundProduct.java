package dev.vestnik.rules.recommend;

import dev.vestnik.rules.product.ProductFacts;

/** A product that is recommended, as its owner knows it. */
public record FoundProduct(String product, ProductFacts facts) {}
