package dev.vestnik.sender;

/**
 * The journey, step and template of a message; low in cardinality, fit for a provider's tags and headers.
 *
 * @param journey the journey's id
 * @param step the step that sends the message
 * @param template the template that was rendered
 * @param locale BCP 47, of the rendered text
 */
public record Origin(String journey, String step, String template, String locale) {}
