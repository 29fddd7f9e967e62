package dev.zta.core.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ranges of IP addresses in CIDR notation, for instance {@code 127.0.0.0/8, ::1}. */
public record AddressRanges(List<Range> ranges) {
    public static final AddressRanges NONE = new AddressRanges(List.of());

    /**
     * One range.
     *
     * @param network the leading bits; 4 bytes for IPv4, 16 for IPv6
     * @param prefixBits how many of them count
     */
    public record Range(List<Byte> network, int prefixBits) {
        public Range {
            network = List.copyOf(network);
        }

        boolean contains(byte[] address) {
            if (address.length != network.size()) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
                int mask = 0xFF << Math.max(0, Byte.SIZE - (prefixBits - bit));
                int index = bit / Byte.SIZE;
                if (((network.get(index) ^ address[index]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    public AddressRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads ranges separated by commas; an address alone is a range of one.
     *
     * @throws IllegalArgumentException naming the part that is no range
     */
    public static AddressRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                ranges.add(range(part.strip()));
            }
        }
        return new AddressRanges(ranges);
    }

    public boolean contains(InetAddress address) {
        if (ranges.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    /** An address from its text, never by asking a name server; nothing when the text is no address. */
    public static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        String network = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = literal(network)
                .orElseThrow(() -> new IllegalArgumentException("not an address range: " + text))
                .getAddress();
        int most = bytes.length * Byte.SIZE;
        int bits = slash < 0 ? most : prefix(text, text.substring(slash + 1), most);
        List<Byte> boxed = new ArrayList<>();
        for (byte value : bytes) {
            boxed.add(value);
        }
        return new Range(boxed, bits);
    }

    private static int prefix(String whole, String text, int most) {
        try {
            int bits = Integer.parseInt(text);
            if (bits >= 0 && bits <= most) {
                return bits;
            }
        } catch (NumberFormatException _) {
            // falls through to the refusal below, which names the range
        }
        throw new IllegalArgumentException("not an address range: " + whole);
    }
}
