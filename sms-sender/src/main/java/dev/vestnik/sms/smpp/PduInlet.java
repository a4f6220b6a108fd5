package dev.vestnik.sms.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDUs for jsmpp and takes out those that must not wait for its pool: jsmpp handles answers and deliveries with the same few
 * threads. What the taker takes, jsmpp never sees.
 */
final class PduInlet extends DefaultPDUReader {
    /** Longer than any PDU with a message_payload, which has 64 KiB at most. */
    private static final int LONGEST = 128 << 10;

    private static final int HEADER = 16;

    private volatile @Nullable Taker taker;

    /** Takes PDUs on the reader's thread; must not block. */
    interface Taker {
        boolean wants(Command header);

        void take(Command header, byte[] pdu);
    }

    void to(Taker next) {
        taker = next;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        while (true) {
            Command header = header(in);
            Taker current = taker;
            if (current == null || !current.wants(header)) {
                return header;
            }
            current.take(header, readPDU(in, header));
        }
    }

    private static Command header(DataInputStream in) throws InvalidCommandLengthException, IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the centre hung up");
        }
        try {
            int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            if (length < HEADER || length > LONGEST) {
                throw new InvalidCommandLengthException("a PDU of " + length + " octets");
            }
            Command header = new Command();
            header.setCommandLength(length);
            header.setCommandId(in.readInt());
            header.setCommandStatus(in.readInt());
            header.setSequenceNumber(in.readInt());
            return header;
        } catch (SocketTimeoutException e) {
            throw new IOException("the centre stalled within a PDU", e);
        }
    }

    /** Takes a time-out within a PDU as the end: jsmpp would read on in its middle. */
    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        try {
            return super.readPDU(in, header);
        } catch (SocketTimeoutException e) {
            throw new IOException("the centre stalled within a PDU", e);
        }
    }
}
