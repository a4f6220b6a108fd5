package dev.vestnik.push;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import java.util.function.BooleanSupplier;

/** The push services of all kinds of devices. */
record Platforms(Platform<Content.Device> apns, Platform<Content.Device> fcm, Platform<Content.Browser> web)
        implements AutoCloseable {

    DeviceOutcome push(Content.Target target, Notice notice, BooleanSupplier mayStart) throws InterruptedException {
        return switch (target) {
            case Content.Browser browser -> web.push(browser, notice, mayStart);
            case Content.Device device ->
                switch (device.platform()) {
                    case ios -> apns.push(device, notice, mayStart);
                    case android -> fcm.push(device, notice, mayStart);
                    case web -> DeviceOutcome.permanent("no-subscription");
                };
        };
    }

    @Override
    public void close() {
        apns.close();
        fcm.close();
        web.close();
    }
}
