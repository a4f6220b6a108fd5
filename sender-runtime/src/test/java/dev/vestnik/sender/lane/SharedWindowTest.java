package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedRoute;
import org.junit.jupiter.api.Test;

/** Instances of one sender at the same account. */
class SharedWindowTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    @Test
    void dividesTheWindowOfTheAccountAmongTheInstancesThatAreAlive() {
        GuardedRoute one = route();
        GuardedRoute two = route();
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 2);
                RunningLane _ = RunningLane.sharing(engine.settings(), SERVICE, one)) {
            try (RunningLane _ = RunningLane.sharing(engine.settings(), SERVICE, two)) {
                eventually().until(() -> window(one) == 7 && window(two) == 7);
            }
            eventually().until(() -> window(one) == 14);
        }
    }

    private static GuardedRoute route() {
        return RunningLane.guarded(SERVICE, new RecordingGateway("one", GatewayLimits.ofAccount(14, 0)));
    }

    private static int window(GuardedRoute route) {
        return route.gateways().getFirst().window();
    }
}
