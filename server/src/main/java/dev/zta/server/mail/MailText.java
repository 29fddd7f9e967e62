package dev.zta.server.mail;

/**
 * A message ready to be sent or kept. Prints as nothing.
 *
 * @param subject one line
 * @param plain the text for readers without HTML, lines ending in {@code \n}
 * @param html the same text as a document
 */
record MailText(String subject, String plain, String html) {
    @Override
    public String toString() {
        return "MailText";
    }
}
