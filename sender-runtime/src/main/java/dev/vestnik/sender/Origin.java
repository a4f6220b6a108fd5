package dev.vestnik.sender;

/**
 * Where a message comes from; low in cardinality, fit for a provider's tags and headers.
 *
 * @param journey its journey's id
 * @param step the step that sends it
 * @param template the template it was rendered from
 * @param locale BCP 47, of the rendered text
 */
public record Origin(String journey, String step, String template, String locale) {}
