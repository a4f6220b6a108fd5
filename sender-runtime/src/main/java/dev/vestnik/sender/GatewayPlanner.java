package dev.vestnik.sender;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingsReader;

/** Reads a channel's gateways from its settings: at the start, and again while messages flow. A bean of every sender. */
public interface GatewayPlanner {

    ChannelName channel();

    /** Notes what is wrong with the settings; makes no gateway yet. The plan is of no use when anything is wrong. */
    RoutePlan plan(SettingsReader settings);
}
