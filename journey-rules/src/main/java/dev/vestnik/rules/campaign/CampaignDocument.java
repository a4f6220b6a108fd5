package dev.vestnik.rules.campaign;

/**
 * A campaign as it is written.
 *
 * @param toJson compact, keys in the order in which they were written
 */
public record CampaignDocument(String toJson, Campaign campaign) {}
