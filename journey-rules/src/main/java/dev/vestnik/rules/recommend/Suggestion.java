package dev.vestnik.rules.recommend;

/**
 * A product that may be recommended, if it can be bought.
 *
 * @param weight the part that it has of the companions of those asked about, added up
 */
public record Suggestion(String product, double weight) {}
