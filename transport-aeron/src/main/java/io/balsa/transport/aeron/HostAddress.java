package io.balsa.transport.aeron;

import io.balsa.config.Address;
import io.balsa.spi.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * {@code host:port} and what it means at present. A name is looked up on a virtual thread, because name servers can be slow
 * exactly when members are unreachable; a numeric address is known at once. {@link #resolved} may be called by any thread,
 * the rest by one.
 */
final class HostAddress {
    private final String text;
    private final Address address;
    private final ErrorLog log;
    private volatile @Nullable InetSocketAddress resolved;
    private volatile boolean lookingUp;
    private long lookedUpAtNs;

    /** @throws TransportException when it is not {@code host:port} */
    HostAddress(String text, ErrorLog log) {
        this.text = text;
        this.log = log;
        try {
            this.address = Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TransportException(String.valueOf(e.getMessage()), e);
        }
    }

    int port() {
        return address.port();
    }

    /** The numeric address, or null while it is not known. */
    @Nullable
    InetSocketAddress resolved() {
        return resolved;
    }

    /** Looks up and waits for it. @throws TransportException when the host is unknown */
    InetSocketAddress resolveNow() {
        try {
            InetSocketAddress found = new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
            resolved = found;
            return found;
        } catch (UnknownHostException e) {
            throw new TransportException(unknown(), e);
        }
    }

    /** Begins to look up, unless that was done less than {@code everyNs} ago. */
    void refresh(long nowNs, long everyNs) {
        if (lookingUp || lookedUpAtNs != 0 && nowNs - lookedUpAtNs < everyNs) {
            return;
        }
        lookedUpAtNs = nowNs;
        lookingUp = true;
        if (isNumeric()) {
            lookUp();
        } else {
            Thread.ofVirtual().name("balsa-lookup-" + address.host()).start(this::lookUp);
        }
    }

    private boolean isNumeric() {
        String host = address.host();
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    private void lookUp() {
        try {
            resolveNow();
        } catch (TransportException e) {
            log.warn(String.valueOf(e.getMessage()));
        } finally {
            lookingUp = false;
        }
    }

    private String unknown() {
        return "the host \"" + address.host() + "\" of " + text
                + " is unknown: correct the address or the name service";
    }

    @Override
    public String toString() {
        return text;
    }
}
