package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Every kind of record that a topic may be given and that no producer of ours writes. */
enum Garbage {
    NOTHING_AT_ALL(Fate.SET_ASIDE) {
        @Override
        byte[] key(Sample sample) {
            return null;
        }

        @Override
        byte[] value(Sample sample) {
            return null;
        }
    },
    NO_VALUE(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return null;
        }
    },
    NO_BYTES(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return new byte[0];
        }
    },
    NOISE(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return sample.noise(64);
        }
    },
    NINE_HUNDRED_KILOBYTES_OF_NOISE(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return sample.noise(900_000);
        }
    },
    MAGIC_BYTE_ALONE(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return new byte[] {0};
        }
    },
    SCHEMA_THAT_NOBODY_REGISTERED(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return Sample.framed(2_000_000_000 + sample.number(), sample.noise(32));
        }
    },
    NEGATIVE_SCHEMA(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return Sample.framed(-1 - sample.number(), sample.noise(32));
        }
    },
    CUT_OFF(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            byte[] whole = sample.value();
            return Arrays.copyOf(whole, Math.max(5, whole.length / 3));
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    LENGTHS_OF_GIGABYTES(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            byte[] lengths = new byte[64];
            Arrays.fill(lengths, (byte) 0xFE);
            for (int end = 4; end < lengths.length; end += 5) {
                lengths[end] = 0x0F;
            }
            return Sample.framed(ByteBuffer.wrap(sample.value()).getInt(1), lengths);
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    A_VALUE_OF_ANOTHER_TOPIC(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return sample.anothersValue();
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    HEADERS_THAT_LIE(Fate.SET_ASIDE) {
        @Override
        byte[] value(Sample sample) {
            return sample.noise(16);
        }

        @Override
        List<Header> headers() {
            return List.of(
                    header("traceparent", "00-" + "z".repeat(5_000)),
                    new RecordHeader("traceparent", (byte[]) null),
                    header("vestnik-topic", "somewhere.else"),
                    header("vestnik-partition", "not a number"),
                    header("vestnik-offset", "-5"),
                    header("vestnik-reason", ""),
                    header("", "\0"),
                    header("x".repeat(20_000), "long"));
        }
    },
    /** As a sender begins one: without a key, version, kind; and then it ends. */
    ATTEMPT_CUT_OFF(Fate.SET_ASIDE) {
        @Override
        byte[] key(Sample sample) {
            return null;
        }

        @Override
        byte[] value(Sample sample) {
            return new byte[] {1, 1, 0, 0, 0};
        }

        @Override
        boolean fits(Topic topic) {
            return Readers.holdsAttempts(topic);
        }
    },
    ATTEMPT_OF_A_LATER_VERSION(Fate.SET_ASIDE) {
        @Override
        byte[] key(Sample sample) {
            return null;
        }

        @Override
        byte[] value(Sample sample) {
            byte[] value = sample.noise(40);
            value[0] = (byte) (2 + sample.number() % 14);
            return value;
        }

        @Override
        boolean fits(Topic topic) {
            return Readers.holdsAttempts(topic);
        }
    },
    RANDOM_VALUES(Fate.EITHER) {
        @Override
        byte[] value(Sample sample) {
            return sample.value();
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    NO_KEY(Fate.EITHER) {
        @Override
        byte[] key(Sample sample) {
            return null;
        }

        @Override
        byte[] value(Sample sample) {
            return sample.value();
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    KEY_WITHOUT_A_SHOP(Fate.EITHER) {
        @Override
        byte[] key(Sample sample) {
            return "poison-without-a-shop\r\n\0".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] value(Sample sample) {
            return sample.value();
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    KEY_THAT_IS_NO_TEXT(Fate.EITHER) {
        @Override
        byte[] key(Sample sample) {
            return new byte[] {(byte) 0xFF, (byte) 0xFE, '/', (byte) 0xC0};
        }

        @Override
        byte[] value(Sample sample) {
            return sample.value();
        }

        @Override
        boolean avro() {
            return true;
        }
    },
    KEY_OF_THIRTY_KILOBYTES(Fate.EITHER) {
        @Override
        byte[] key(Sample sample) {
            return ("main/poison-" + "k".repeat(30_000)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] value(Sample sample) {
            return sample.value();
        }

        @Override
        boolean avro() {
            return true;
        }
    };

    /** What must become of a record. */
    enum Fate {
        /** Unreadable whatever the topic: in the topic's dead letters, with its cause. */
        SET_ASIDE,
        /** Readable by its form: it may be dealt with, or set aside. */
        EITHER
    }

    private final Fate fate;

    Garbage(Fate fate) {
        this.fate = fate;
    }

    Fate fate() {
        return fate;
    }

    byte[] key(Sample sample) {
        return sample.key();
    }

    abstract byte[] value(Sample sample);

    List<Header> headers() {
        return List.of();
    }

    /** Whether it takes a topic whose values have a schema. */
    boolean avro() {
        return false;
    }

    /** Whether it is worth being written into this topic. */
    boolean fits(Topic topic) {
        return topic.value() != null || !avro();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
