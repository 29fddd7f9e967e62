package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reference vectors of SipHash-2-4 (Aumasson and Bernstein, appendix A and vectors.h): key and text are 0, 1, 2, … */
class SipHashTest {
    private final SipHash hash = new SipHash(count(16));

    @Test
    void hashesAsTheReferenceDoes() {
        assertThat(hash.hash(count(0))).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.hash(count(1))).isEqualTo(0x74f839c593dc67fdL);
        assertThat(hash.hash(count(8))).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.hash(count(15))).isEqualTo(0xa129ca6149be45e5L);
    }

    private static byte[] count(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
