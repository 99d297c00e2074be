package io.balsa.config;

/**
 * Where a node listens: {@code host:port}, an IPv6 host in brackets. Nothing is resolved here.
 *
 * @param host name or number, without brackets
 * @param port from 1 to 65535
 */
public record Address(String host, int port) {
    private static final int MAX_PORT = 65535;

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when it is not one; the message says why and how to write it
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw malformed(text, "has no port", "write host:port, such as 127.0.0.1:9001");
        }
        return new Address(host(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static String host(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]") && host.length() > 2) {
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            throw malformed(text, "is an IPv6 address without brackets", "write [::1]:9001");
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']' || c == '/')) {
            throw malformed(text, "has no usable host", "write host:port, such as node1.example.com:9001");
        }
        return host;
    }

    private static int port(String text, String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw malformed(text, "has the port \"" + digits + "\"", "use a number from 1 to " + MAX_PORT);
        }
        return port;
    }

    private static IllegalArgumentException malformed(String text, String what, String todo) {
        return new IllegalArgumentException("\"" + text + "\" " + what + "; " + todo);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
