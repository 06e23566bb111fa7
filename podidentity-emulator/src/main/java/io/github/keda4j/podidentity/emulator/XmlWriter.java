package io.github.keda4j.podidentity.emulator;

/** Writes the XML of AWS's query protocol. */
final class XmlWriter {

    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder xml = new StringBuilder();

    XmlWriter open(String element) {
        xml.append('<').append(element).append('>');
        return this;
    }

    XmlWriter close(String element) {
        xml.append("</").append(element).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        xml.append('<').append(name).append('>');
        text.codePoints().forEach(this::write);
        xml.append("</").append(name).append('>');
        return this;
    }

    private void write(int c) {
        switch (c) {
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '&' -> xml.append("&amp;");
            // Otherwise a parser would treat it as part of a line break.
            case '\r' -> xml.append("&#13;");
            default -> xml.appendCodePoint(isXml(c) ? c : REPLACEMENT);
        }
    }

    /** XML 1.0, "Characters": control characters and unpaired surrogates cannot be written, not even escaped. */
    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c > 0xFFFF;
    }

    XmlWriter raw(String written) {
        xml.append(written);
        return this;
    }

    /** The body of the answer to an action. */
    static String response(String namespace, String action, String result, String requestId) {
        return "<" + action + "Response xmlns=\"" + namespace + "\"><" + action + "Result>" + result + "</" + action
                + "Result><ResponseMetadata><RequestId>" + requestId + "</RequestId></ResponseMetadata></" + action
                + "Response>";
    }

    /** The body of an error answer. */
    static String error(String namespace, AwsError error, String requestId) {
        String type = error.status() < 500 ? "Sender" : "Receiver";
        return "<ErrorResponse xmlns=\"" + namespace + "\">"
                + new XmlWriter()
                        .open("Error")
                        .element("Type", type)
                        .element("Code", error.code())
                        .element("Message", error.text())
                        .close("Error")
                        .element("RequestId", requestId)
                + "</ErrorResponse>";
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
