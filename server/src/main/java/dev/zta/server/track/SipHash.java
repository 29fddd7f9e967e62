package dev.zta.server.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash of 64 bits, for fingerprints and counters that nobody without the
 * key can aim at. Immutable.
 */
final class SipHash {
    static final int KEY_BYTES = 16;

    private final long key0;
    private final long key1;

    /**
     * Keyed with the first 16 bytes of a secret.
     *
     * @throws IllegalArgumentException when there are fewer
     */
    SipHash(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("SipHash takes a key of " + KEY_BYTES + " bytes");
        }
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        key0 = words.getLong();
        key1 = words.getLong();
    }

    long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    long hash(byte[] bytes) {
        State state = new State(key0, key1);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (words.remaining() >= Long.BYTES) {
            state.absorb(words.getLong());
        }
        long last = (long) bytes.length << 56;
        for (int shift = 0; words.hasRemaining(); shift += 8) {
            last |= (words.get() & 0xFFL) << shift;
        }
        state.absorb(last);
        return state.finish();
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xFF;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
