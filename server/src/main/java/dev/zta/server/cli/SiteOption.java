package dev.zta.server.cli;

import picocli.CommandLine.Option;

/** Which site a command is about. */
final class SiteOption {
    @Option(names = "--site", required = true, paramLabel = "DOMAIN", description = "Domain or id of the site.")
    private String domainOrId = "";

    /** As it was typed. */
    String domainOrId() {
        return domainOrId;
    }
}
