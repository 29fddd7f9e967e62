package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract: cli, "over loopback, with a token that only the folder's owner can read". */
class OperatorTokenTest {
    private static final String TOKEN = "operator_0123456789abcdef0123456789abcdef";

    private final OperatorToken token = new OperatorToken(TOKEN);

    /** With {@code ZTA_HOST} on one address, commands of the same machine come from that address. */
    @Test
    void is_good_from_every_address_of_this_machine() throws SocketException {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        assertThat(own).isNotEmpty().allMatch(address -> token.admits(TOKEN, address));
        assertThat(List.of("127.0.0.1", "127.1.2.3", "::1")).allMatch(address -> token.admits(TOKEN, address));
    }

    @Test
    void is_good_from_nowhere_else_and_for_nobody_without_it() {
        assertThat(List.of("203.0.113.9", "2001:db8::9", "", "unknown", "localhost"))
                .noneMatch(address -> token.admits(TOKEN, address));
        assertThat(token.admits(TOKEN + "0", "127.0.0.1")).isFalse();
        assertThat(token.admits("", "127.0.0.1")).isFalse();
        assertThat(token).hasToString("OperatorToken");
    }
}
