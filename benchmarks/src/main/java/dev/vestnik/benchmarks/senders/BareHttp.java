package dev.vestnik.benchmarks.senders;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.IntFunction;

/** The JDK's client, with the requests that its maker prepares. */
record BareHttp(HttpClient client, IntFunction<HttpRequest> request) implements BareClient {

    /** Opens the connection, which several first requests would each do for themselves in HTTP/2. */
    BareHttp connected() throws IOException, InterruptedException {
        send(0, 0);
        return this;
    }

    @Override
    public void send(int place, int number) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.apply(number), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
