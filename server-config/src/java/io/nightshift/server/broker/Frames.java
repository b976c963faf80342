package io.nightshift.server.broker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;

/**
 * Cuts a connection's bytes into packets of a bounded size. The broker's own decoder collects up to two gibibytes of one packet
 * before anybody sees it. A longer packet ends its connection.
 */
final class Frames extends LengthFieldBasedFrameDecoder {

    private static final String BROKERS = "activemq-decoder";
    private static final String OURS = "nightshift-frames";

    private Frames(int most) {
        super(most, 0, Integer.BYTES);
    }

    /** Bounds the packets of a connection from the next one on; once is enough, again does nothing. */
    static void bound(CoreRemotingConnection connection, int most) {
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            ChannelPipeline pipeline = netty.getNettyChannel().pipeline();
            if (pipeline.get(BROKERS) != null) {
                pipeline.replace(BROKERS, OURS, new Frames(most));
            }
        }
    }

    @Override
    protected ByteBuf extractFrame(ChannelHandlerContext context, ByteBuf buffer, int index, int length) {
        // A copy, as the broker's own decoder makes: messages keep what they were read from.
        ByteBuf frame = context.alloc().buffer(length);
        frame.writeBytes(buffer, index, length);
        return frame.skipBytes(Integer.BYTES);
    }
}
