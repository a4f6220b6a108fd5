package dev.vestnik.sender;

import java.util.List;

/** Chooses a message's gateways. A pure function: the same message goes the same way in every instance and after every restart. */
@FunctionalInterface
public interface RouteRules {

    /**
     * The names of the gateways that may carry the message, in order of preference: the next one is used while the circuit of the one
     * before is open. Names without a gateway and gateways that do not serve the message's class are passed over; a message without any
     * gateway waits.
     */
    List<String> gateways(Dispatch dispatch);

    /** Rules that choose all gateways for every message. */
    static RouteRules inOrder(List<Gateway> gateways) {
        List<String> names = gateways.stream().map(Gateway::name).toList();
        return _ -> names;
    }
}
