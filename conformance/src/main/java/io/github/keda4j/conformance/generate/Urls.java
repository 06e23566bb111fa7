package io.github.keda4j.conformance.generate;

/** URLs and their queries. */
final class Urls {

    private Urls() {}

    static String url(Dice dice) {
        String scheme =
                dice.pick("http://", "https://", "http://", "amqp://", "redis://", "//", "", "h2c+x.y-z://", "mailto:");
        String user = dice.oneIn(5)
                ? dice.pick("user@", "user:password@", "us%20er:p%40ss@", "u:p:q@", ":@", "u;v=w,x@", "\u00fc@")
                : "";
        String host = dice.pick(
                "host",
                "host.svc.cluster.local",
                "10.0.0.1",
                "[::1]",
                "[fe80::1%25eth0]",
                "",
                "h_o-s~t",
                "h%C3%BCst",
                "xn--hst-hoa",
                "HOST",
                "a,b",
                "a;b");
        String port = dice.pick("", "", ":80", ":9090", ":", ":99999", ":0");
        return scheme + user + host + port + path(dice) + end(dice);
    }

    private static String path(Dice dice) {
        StringBuilder path = new StringBuilder();
        for (int left = dice.pick(0, 0, 1, 2, 3); left > 0; left--) {
            path.append('/')
                    .append(dice.pick(
                            "a", "b.c", "api", "a%2Fb", "a b", "a%20b", "\u00fc", "..", ".", "", "a:b", "a;b", "%E4",
                            "{x}", "a+b"));
        }
        return path.toString();
    }

    private static String end(Dice dice) {
        String query = dice.oneIn(4) ? "?" + query(dice) : "";
        return query + (dice.oneIn(8) ? "#" + dice.pick("", "a", "a%20b", "a b", "a#b", "\u00fc", "/?") : "");
    }

    static String query(Dice dice) {
        StringBuilder query = new StringBuilder();
        for (int left = dice.pick(0, 1, 1, 2, 3); left > 0; left--) {
            query.append(query.length() == 0 ? "" : "&")
                    .append(part(dice))
                    .append(dice.oneIn(6) ? "" : "=" + part(dice));
        }
        return query.toString();
    }

    private static String part(Dice dice) {
        return dice.pick(
                "a", "b", "a", "1", "", "a+b", "a%20b", "%C3%BC", "\u00fc", "a%3D1", "a b", "%26", "x[]", "a/b", "a:b");
    }
}
