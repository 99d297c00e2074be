package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.peer.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** What Ratis is told. */
final class RatisSettings {
    private static final int OUTSTANDING = 8192;

    private RatisSettings() {}

    private static SupportedRpcType rpc(Spec spec) {
        return spec.mode().startsWith("netty") ? SupportedRpcType.NETTY : SupportedRpcType.GRPC;
    }

    /** The default lets entries gather for one message, where many are under way; none answers a single one soonest. */
    private static TimeDuration waitTimeMin(Spec spec) {
        return spec.mode().endsWith("-wait")
                ? RaftServerConfigKeys.Log.Appender.WAIT_TIME_MIN_DEFAULT
                : TimeDuration.ZERO;
    }

    static RaftProperties ofServer(Spec spec, RaftPeer member, Path home) {
        RaftProperties properties = new RaftProperties();
        int port = Integer.parseInt(member.getAddress().replaceFirst(".*:", ""));
        RaftConfigKeys.Rpc.setType(properties, rpc(spec));
        GrpcConfigKeys.Server.setPort(properties, port);
        NettyConfigKeys.Server.setPort(properties, port);
        GrpcConfigKeys.Server.setLeaderOutstandingAppendsMax(properties, OUTSTANDING);
        RaftServerConfigKeys.setStorageDir(properties, List.of(home.toFile()));
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, waitTimeMin(spec));
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, !spec.fsync());
        RaftServerConfigKeys.Log.setQueueElementLimit(properties, OUTSTANDING);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("64MB"));
        RaftServerConfigKeys.Write.setElementLimit(properties, OUTSTANDING);
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, TimeDuration.valueOf(1, TimeUnit.SECONDS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, TimeDuration.valueOf(2, TimeUnit.SECONDS));
        return properties;
    }

    static RaftClient client(Spec spec, RaftGroup group, RaftPeerId leader) {
        RaftProperties properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, rpc(spec));
        RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, OUTSTANDING);
        RaftClientConfigKeys.Rpc.setRequestTimeout(properties, TimeDuration.valueOf(20, TimeUnit.SECONDS));
        return RaftClient.newBuilder()
                .setProperties(properties)
                .setRaftGroup(group)
                .setLeaderId(leader)
                .build();
    }

    static String text(Spec spec) {
        return "rpc " + rpc(spec) + ", wait-time.min " + waitTimeMin(spec) + ", unsafe-flush " + !spec.fsync()
                + ", limits of outstanding requests " + OUTSTANDING + ", segments of 64 MB, timeouts of 1 to 2 s";
    }
}
