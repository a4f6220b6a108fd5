package dev.vestnik.sms.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;

/** Connections with a time-out and without Nagle's delay, encrypted if wanted. */
final class Sockets implements ConnectionFactory {
    private final @Nullable SSLSocketFactory encrypted;
    private final Duration limit;

    /** @param trust a file of certificates to trust instead of the JDK's */
    Sockets(boolean tls, @Nullable Path trust, Duration limit) {
        this.encrypted = tls ? Trust.sockets(trust) : null;
        this.limit = limit;
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) limit.toMillis()); // for the handshake; the session sets its own
            Socket talking =
                    encrypted == null ? socket : encrypted(encrypted, socket, new InetSocketAddress(host, port));
            return new Gathering(talking, socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(SSLSocketFactory factory, Socket socket, InetSocketAddress centre)
            throws IOException {
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, centre.getHostString(), centre.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** A connection that many threads write to at once. */
    private static final class Gathering extends SocketConnection {
        private final GatheringOutput output;

        /** @param wire below the encryption, whose own close would wait for the write that it is to end */
        Gathering(Socket socket, Socket wire) throws IOException {
            super(socket);
            this.output = new GatheringOutput(super.getOutputStream(), wire);
        }

        @Override
        public OutputStream getOutputStream() {
            return output;
        }
    }
}
