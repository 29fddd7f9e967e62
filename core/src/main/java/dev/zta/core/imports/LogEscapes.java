package dev.zta.core.imports;

/** The escapes that web servers write into quoted fields: {@code \"}, {@code \\}, {@code \n}, {@code \t}, {@code \xhh}. */
final class LogEscapes {
    private LogEscapes() {}

    static String decode(String field) {
        int next = field.indexOf('\\');
        if (next < 0) {
            return field;
        }
        StringBuilder decoded = new StringBuilder(field.length());
        int from = 0;
        while (next >= 0 && next + 1 < field.length()) {
            decoded.append(field, from, next);
            from = next + 2;
            char kind = field.charAt(next + 1);
            int code = kind == 'x' ? hex(field, from) : -1;
            if (code >= 0) {
                decoded.append((char) code);
                from += 2;
            } else {
                decoded.append(plain(kind));
            }
            next = field.indexOf('\\', from);
        }
        return decoded.append(field, from, field.length()).toString();
    }

    private static char plain(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int hex(String field, int start) {
        if (start + 2 > field.length()) {
            return -1;
        }
        int high = Character.digit(field.charAt(start), 16);
        int low = Character.digit(field.charAt(start + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
