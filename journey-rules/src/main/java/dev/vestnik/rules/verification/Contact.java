package dev.vestnik.rules.verification;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.channel.Channel;

/**
 * An address to which a code goes.
 *
 * @param address a phone in E.164, or an e-mail address, whose case does not count
 */
public record Contact(Channel channel, String address) {
    /** Names it among those of a shop without saying it. */
    String name(String shop) {
        return channel.label() + "/" + AddressKey.of(shop, channel, address).hash();
    }
}
