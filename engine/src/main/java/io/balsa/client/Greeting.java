package io.balsa.client;

import io.balsa.codec.ClientHelloEncoder;
import io.balsa.codec.GoodbyeEncoder;
import io.balsa.core.Envelope;
import io.balsa.spi.ClientTransport;
import org.agrona.concurrent.UnsafeBuffer;

/** What a client says of itself: hello, again and again, and goodbye. Loop thread. */
final class Greeting {
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Envelope.LENGTH + ClientHelloEncoder.BLOCK_LENGTH]);
    private final ClientHelloEncoder hello = new ClientHelloEncoder();
    private final GoodbyeEncoder goodbye = new GoodbyeEncoder();
    private final Envelope envelope;
    private final long clientId;
    private long firstNonce;
    private long nonce;

    Greeting(Envelope envelope, long clientId) {
        this.envelope = envelope;
        this.clientId = clientId;
    }

    /** A link begins: what is said on it is told from everything said before. */
    void begin() {
        firstNonce = nonce + 1;
    }

    /** @return false when there was no room */
    boolean sayHello(ClientTransport transport) {
        envelope.write(frame, 0, ClientHelloEncoder.TEMPLATE_ID, ClientHelloEncoder.BLOCK_LENGTH);
        hello.wrap(frame, Envelope.LENGTH).clientId(clientId).nonce(nonce + 1);
        if (!transport.send(frame, 0, Envelope.LENGTH + ClientHelloEncoder.BLOCK_LENGTH)) {
            return false;
        }
        nonce++;
        return true;
    }

    /** Best effort: a node that does not hear it notices that the link is gone. */
    void sayGoodbye(ClientTransport transport) {
        envelope.write(frame, 0, GoodbyeEncoder.TEMPLATE_ID, GoodbyeEncoder.BLOCK_LENGTH);
        goodbye.wrap(frame, Envelope.LENGTH).nonce(nonce);
        transport.send(frame, 0, Envelope.LENGTH + GoodbyeEncoder.BLOCK_LENGTH);
    }

    /** Whether that answers a hello said on this link. */
    boolean isEcho(long echoed) {
        return echoed >= firstNonce && echoed <= nonce;
    }
}
