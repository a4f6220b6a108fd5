package dev.vestnik.push.device;

import dev.vestnik.sender.Content;
import java.util.function.BooleanSupplier;

record NotConfigured<T extends Content.Target>() implements Platform<T> {
    @Override
    public DeviceOutcome push(T target, Notice notice, BooleanSupplier mayStart) {
        return DeviceOutcome.permanent("platform-not-configured");
    }

    @Override
    public void close() {}
}
