package dev.vestnik.sms.receipts;

import dev.vestnik.sms.receipts.ProviderReceipt.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the records of the correlation, of which each text has five: a version byte, then the fields in the order of their
 * record, with length-prefixed UTF-8. Reads JSON too, which senders from before wrote.
 */
final class CorrelationCodec {
    private static final byte VERSION = 1;
    private static final int USUAL_SIZE = 256;
    private static final int PART = 1;
    private static final int RECEIPT = 2;
    private static final int VERDICT = 1;
    private static final int CODE = 2;
    private static final int OPTED_OUT = 4;

    private CorrelationCodec() {}

    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static byte[] write(SubmittedPart part) {
        return written(part, out -> write(part, out));
    }

    static byte[] write(ProviderReceipt receipt) {
        return written(receipt, out -> write(receipt, out));
    }

    /** @throws PoisonReceiptException when the value is no such record */
    static SubmittedPart part(byte @Nullable [] value) {
        return read(value, SubmittedPart.class, CorrelationCodec::part);
    }

    /** @throws PoisonReceiptException when the value is no such record */
    static ProviderReceipt receipt(byte @Nullable [] value) {
        return read(value, ProviderReceipt.class, CorrelationCodec::receipt);
    }

    static Serde<Correlation> correlations() {
        return Serdes.serdeFrom(
                (_, value) -> written(value, out -> write(value, out)),
                (_, bytes) -> read(bytes, Correlation.class, CorrelationCodec::correlation));
    }

    static Serde<PartReceipt> partReceipts() {
        return Serdes.serdeFrom(
                (_, value) -> written(value, out -> {
                    write(value.part(), out);
                    write(value.receipt(), out);
                }),
                (_, bytes) -> read(bytes, PartReceipt.class, in -> new PartReceipt(part(in), receipt(in))));
    }

    /** Leaves a record with a longer text than a length has room for to JSON, whose reader sets it aside. */
    private static byte[] written(Object value, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            fields.write(out);
        } catch (UTFDataFormatException e) {
            return Json.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte @Nullable [] value, Class<T> type, Reader<T> fields) {
        if (value == null || value.length == 0 || value[0] != VERSION) {
            return Json.read(value, type);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            in.skipNBytes(1);
            T read = fields.read(in);
            if (in.available() > 0) {
                throw new IOException("it goes on behind its end");
            }
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new PoisonReceiptException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static void write(SubmittedPart part, DataOutputStream out) throws IOException {
        out.writeUTF(part.shop());
        out.writeUTF(part.customerId());
        out.writeLong(part.messageId().getMostSignificantBits());
        out.writeLong(part.messageId().getLeastSignificantBits());
        out.writeInt(part.attempt());
        out.writeInt(part.part());
        out.writeInt(part.parts());
        out.writeUTF(part.gateway());
        out.writeUTF(part.id());
    }

    private static SubmittedPart part(DataInputStream in) throws IOException {
        return new SubmittedPart(
                in.readUTF(),
                in.readUTF(),
                new UUID(in.readLong(), in.readLong()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readUTF(),
                in.readUTF());
    }

    private static void write(ProviderReceipt receipt, DataOutputStream out) throws IOException {
        out.writeUTF(receipt.gateway());
        out.writeUTF(receipt.id());
        out.writeUTF(receipt.state());
        out.writeUTF(receipt.error());
        Verdict verdict = receipt.verdict();
        String code = verdict == null ? null : verdict.code();
        boolean optedOut = verdict != null && verdict.optedOut();
        out.writeByte((verdict == null ? 0 : VERDICT) | (code == null ? 0 : CODE) | (optedOut ? OPTED_OUT : 0));
        if (code != null) {
            out.writeUTF(code);
        }
    }

    private static ProviderReceipt receipt(DataInputStream in) throws IOException {
        return new ProviderReceipt(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), verdict(in));
    }

    private static @Nullable Verdict verdict(DataInputStream in) throws IOException {
        int said = in.readByte();
        String code = (said & CODE) == 0 ? null : in.readUTF();
        return (said & VERDICT) == 0 ? null : new Verdict(code, (said & OPTED_OUT) != 0);
    }

    private static void write(Correlation correlation, DataOutputStream out) throws IOException {
        SubmittedPart part = correlation.part();
        ProviderReceipt receipt = correlation.receipt();
        out.writeByte((part == null ? 0 : PART) | (receipt == null ? 0 : RECEIPT));
        if (part != null) {
            write(part, out);
        }
        if (receipt != null) {
            write(receipt, out);
        }
        out.writeLong(correlation.endedAt());
    }

    private static Correlation correlation(DataInputStream in) throws IOException {
        int sides = in.readByte();
        SubmittedPart part = (sides & PART) == 0 ? null : part(in);
        ProviderReceipt receipt = (sides & RECEIPT) == 0 ? null : receipt(in);
        return new Correlation(part, receipt, in.readLong());
    }
}
