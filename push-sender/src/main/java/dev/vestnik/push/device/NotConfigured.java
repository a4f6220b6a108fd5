package dev.vestnik.push.device;

import dev.vestnik.sender.Content;

record NotConfigured<T extends Content.Target>() implements Platform<T> {
    @Override
    public Answer push(T target, Notice notice) {
        return Answer.permanent("platform-not-configured");
    }

    @Override
    public void close() {}
}
