package dev.vestnik.service.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(8, 2);

    @Test
    void oneAddressLeavesRoomForTheOthers() throws UnknownHostException {
        InetAddress greedy = InetAddress.getByName("192.0.2.1");
        assertThat(room.take(greedy)).isEmpty();
        assertThat(room.take(greedy)).isEmpty();
        assertThat(room.take(greedy)).contains(Slowness.SHARE);
        assertThat(room.take(InetAddress.getByName("192.0.2.2"))).isEmpty();
        room.giveBack(greedy);
        assertThat(room.take(greedy)).isEmpty();
    }

    @Test
    void aNetworkOfIPv6IsOneAddress() throws UnknownHostException {
        room.take(InetAddress.getByName("2001:db8::1"));
        room.take(InetAddress.getByName("2001:db8::2"));
        assertThat(room.take(InetAddress.getByName("2001:db8::3"))).contains(Slowness.SHARE);
        assertThat(room.take(InetAddress.getByName("2001:db8:0:1::1"))).isEmpty();
    }

    @Test
    void thisMachineHasAllThatIsLeft() {
        for (int i = 0; i < 8; i++) {
            assertThat(room.take(InetAddress.getLoopbackAddress())).isEmpty();
        }
        assertThat(room.take(InetAddress.getLoopbackAddress())).contains(Slowness.FULL);
    }
}
