package dev.zta.core.imports;

import dev.zta.core.imports.ParsedLine.Malformed;

/**
 * Reads one line from left to right: {@code client ident user [time] "request" status size "referrer" "user agent"}. Written by
 * hand, since a regular expression takes several times as long.
 */
final class AccessLogParser {
    private static final ParsedLine TOO_LONG = new Malformed("longer than 64 KiB");
    private static final ParsedLine NO_CLIENT = new Malformed("no client address at its start");
    private static final ParsedLine NO_TIME = new Malformed("no time in brackets as the fourth field");
    private static final ParsedLine NO_REQUEST = new Malformed("no request in quotes behind the time");
    private static final ParsedLine NO_STATUS = new Malformed("no status behind the request");
    private static final ParsedLine NO_SIZE = new Malformed("no size behind the status");
    private static final ParsedLine NO_REFERRER = new Malformed("no referrer in quotes behind the size");
    private static final ParsedLine NO_AGENT = new Malformed("no user agent in quotes behind the referrer");
    private static final ParsedLine TOO_MANY = new Malformed("more behind the size than the common format has");

    /** {@code dd/Mon/yyyy:HH:MM:SS +zzzz}. */
    private static final int TIME_LENGTH = 26;

    private final String line;
    private final AccessLogFormat format;
    private final int end;
    private int at;

    AccessLogParser(String line, AccessLogFormat format) {
        this.line = line;
        this.format = format;
        end = line.endsWith("\r") ? line.length() - 1 : line.length();
    }

    ParsedLine parse() {
        if (end > AccessLogLine.MAX_LENGTH) {
            return TOO_LONG;
        }
        int clientEnd = line.indexOf(' ');
        if (clientEnd <= 0 || !isClient(clientEnd)) {
            return NO_CLIENT;
        }
        at = clientEnd + 1;
        boolean isTimeNext = skipIdentAndUser() && at + TIME_LENGTH + 1 < end && line.charAt(at) == '[';
        long time = isTimeNext ? LogTime.epochSecond(line, at + 1) : LogTime.NONE;
        if (time == LogTime.NONE || line.charAt(at + 1 + TIME_LENGTH) != ']') {
            return NO_TIME;
        }
        at += TIME_LENGTH + 2;
        return afterTime(line.substring(0, clientEnd), time);
    }

    private ParsedLine afterTime(String client, long time) {
        int requestEnd = quotedEnd();
        if (requestEnd < 0) {
            return NO_REQUEST;
        }
        String request = quoted(requestEnd);
        at = requestEnd + 1;
        int status = status();
        if (status < 0) {
            return NO_STATUS;
        }
        at += 4;
        if (!skipSize()) {
            return NO_SIZE;
        }
        return afterSize(client, time, request, status);
    }

    private ParsedLine afterSize(String client, long time, String request, int status) {
        if (format == AccessLogFormat.COMMON) {
            return at == end ? line(client, time, request, status, "", "") : TOO_MANY;
        }
        int referrerEnd = quotedEnd();
        if (referrerEnd < 0) {
            return NO_REFERRER;
        }
        String referrer = quoted(referrerEnd);
        at = referrerEnd + 1;
        int agentEnd = quotedEnd();
        if (agentEnd < 0 || (agentEnd + 1 < end && line.charAt(agentEnd + 1) != ' ')) {
            return NO_AGENT;
        }
        return line(client, time, request, status, referrer, quoted(agentEnd));
    }

    private static AccessLogLine line(
            String client, long time, String request, int status, String referrer, String agent) {
        int space = request.indexOf(' ');
        String method = space < 0 ? "" : request.substring(0, space);
        String target = space < 0 ? "" : target(request, space + 1);
        return new AccessLogLine(client, time, method, target, status, orEmpty(referrer), orEmpty(agent));
    }

    /** What stands between the method and the protocol; HTTP/0.9 names none. */
    private static String target(String request, int start) {
        int protocol = request.lastIndexOf(' ');
        boolean isNamed = protocol >= start && request.startsWith("HTTP/", protocol + 1);
        return request.substring(start, isNamed ? protocol : request.length());
    }

    private static String orEmpty(String field) {
        return field.equals("-") ? "" : field;
    }

    private boolean isClient(int clientEnd) {
        boolean isNamed = false;
        for (int i = 0; i < clientEnd; i++) {
            char c = line.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && ".:-_%".indexOf(c) < 0) {
                return false;
            }
            isNamed |= letter;
        }
        return isNamed;
    }

    private boolean skipIdentAndUser() {
        boolean hasIdent = skipWord();
        return hasIdent && skipWord();
    }

    /** Steps behind a word and the space behind it. */
    private boolean skipWord() {
        int space = line.indexOf(' ', at);
        if (space <= at || space >= end) {
            return false;
        }
        at = space + 1;
        return true;
    }

    /** The closing quote of the field that starts behind the next space, -1 when there is no such field. */
    private int quotedEnd() {
        if (at + 2 >= end || line.charAt(at) != ' ' || line.charAt(at + 1) != '"') {
            return -1;
        }
        for (int i = at + 2; i < end; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    private String quoted(int quote) {
        return LogEscapes.decode(line.substring(at + 2, quote));
    }

    private int status() {
        if (at + 4 > end || line.charAt(at) != ' ' || (at + 4 < end && line.charAt(at + 4) != ' ')) {
            return -1;
        }
        int status = 0;
        for (int i = at + 1; i < at + 4; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private boolean skipSize() {
        if (at + 1 >= end || line.charAt(at) != ' ') {
            return false;
        }
        int start = at + 1;
        int i = start;
        while (i < end && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
            i++;
        }
        i += i == start && line.charAt(i) == '-' ? 1 : 0;
        at = i;
        return i > start && (i == end || line.charAt(i) == ' ');
    }
}
