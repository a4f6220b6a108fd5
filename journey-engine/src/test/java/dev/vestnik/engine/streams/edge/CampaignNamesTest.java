package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.schemas.CampaignRun;
import org.junit.jupiter.api.Test;

/** The rules and the senders know no code of each other, and both know journeys of campaigns by their ids. */
class CampaignNamesTest {
    @Test
    void sendersKnowTheJourneysThatTheRulesStart() {
        assertThat(CampaignRun.isOf(Campaign.journeyOf("sale").value())).isTrue();
        assertThat(CampaignRun.isOf("cart")).isFalse();
        assertThat(CampaignRun.isOf(Campaign.PREFIX.substring(1))).isFalse();
    }
}
