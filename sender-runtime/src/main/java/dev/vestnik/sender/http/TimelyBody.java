package dev.vestnik.sender.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;

/** Gives a body to the client only while there is still time; the client asks for it once it is connected. */
record TimelyBody(BodyPublisher body, BooleanSupplier mayStart) implements BodyPublisher {

    /** Fails the request whose time is over. */
    static final class TooLateException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private enum Nothing implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (mayStart.getAsBoolean()) {
            body.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onError(new TooLateException());
        }
    }
}
