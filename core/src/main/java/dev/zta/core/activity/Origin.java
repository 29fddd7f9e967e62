package dev.zta.core.activity;

/**
 * From where it was done: all that is kept of address and user agent.
 *
 * @param maskedAddress the network, with the rest starred out
 * @param device {@code <browser> on <system>}, at most 200 characters
 */
public record Origin(String maskedAddress, String device) {
    private static final int LONGEST_DEVICE = 200;

    public Origin {
        if (device.length() > LONGEST_DEVICE) {
            throw new IllegalArgumentException("A device is told in at most " + LONGEST_DEVICE + " characters");
        }
    }
}
