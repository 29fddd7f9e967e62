package dev.zta.core.event;

/**
 * What the user agent told of the visitor's software. Texts are empty where unknown.
 *
 * @param device kind of device
 * @param browser one of the contract's names, for instance {@code Samsung Internet}, else {@code Other}
 * @param browserVersion major version, digits only
 * @param os one of the contract's names, for instance {@code macOS}, else {@code Other}
 * @param osVersion major version
 * @param screen {@code <width>x<height>} in CSS pixels
 */
public record Client(Device device, String browser, String browserVersion, String os, String osVersion, String screen) {
    public static final Client UNKNOWN = new Client(Device.UNKNOWN, "", "", "", "", "");
}
