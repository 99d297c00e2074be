package io.balsa.client;

import io.balsa.codec.WelcomeDecoder;
import io.balsa.codec.WelcomeDecoder.MemberDecoder;
import io.balsa.config.Address;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Where nodes can be reached: the members as a node told them, and the addresses the client began with. Loop thread. */
final class Directory {
    private final List<String> configured;
    private final Int2ObjectHashMap<String> byId = new Int2ObjectHashMap<>();
    private final UnsafeBuffer learnedFrom = new UnsafeBuffer(0, 0);
    private List<String> addresses;
    private int next;

    Directory(List<String> configured) {
        this.configured = configured;
        this.addresses = configured;
    }

    /** Every known address in turn. */
    String next() {
        String address = addresses.get(next % addresses.size());
        next = (next + 1) % addresses.size();
        return address;
    }

    /** Where a node can be reached, or null when nobody told. */
    @Nullable
    String of(int nodeId) {
        return byId.get(nodeId);
    }

    /** How many addresses there are to try. */
    int size() {
        return addresses.size();
    }

    /** Learns the members of a frame that was found whole, whose group of members begins there. Usually they are the same again. */
    void learn(WelcomeDecoder welcome, DirectBuffer frame, int offset, int length) {
        if (length == learnedFrom.capacity() && isLearned(frame, offset)) {
            return;
        }
        byte[] copy = new byte[length];
        frame.getBytes(offset, copy);
        learnedFrom.wrap(copy);
        byId.clear();
        for (MemberDecoder member : welcome.member()) {
            int id = member.id();
            String address = member.address();
            if (id > 0 && isAddress(address)) {
                byId.put(id, address);
            }
        }
        String last = addresses.get((next + addresses.size() - 1) % addresses.size());
        List<String> all = new ArrayList<>(byId.values());
        configured.stream().filter(address -> !all.contains(address)).forEach(all::add);
        addresses = List.copyOf(all);
        next = addresses.indexOf(last) + 1;
    }

    private boolean isLearned(DirectBuffer frame, int offset) {
        for (int i = 0; i < learnedFrom.capacity(); i++) {
            if (learnedFrom.getByte(i) != frame.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String text) {
        try {
            Address.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
