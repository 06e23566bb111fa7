package io.github.keda4j.podidentity.emulator;

/** Writes the XML of AWS's query protocol. */
final class XmlWriter {

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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                // Else a parser takes it for a part of the line's end.
                case '\r' -> xml.append("&#13;");
                default -> xml.append(c);
            }
        }
        xml.append("</").append(name).append('>');
        return this;
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

    /** The body of an answer that is an error. */
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
