package io.nightshift.jobs.http;

import io.nightshift.jobs.http.CappedBody.Body;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of an answer and hangs up when there is more, so no service can fill the memory. */
final class CappedBody implements BodySubscriber<Body> {

    static final int MAX_BYTES = 64 << 10;

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private final Charset charset;
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    CappedBody(HttpHeaders headers) {
        this.charset = charset(headers.firstValue("Content-Type").orElse(""));
    }

    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES - kept.size())];
            buffer.get(bytes);
            kept.write(bytes, 0, bytes.length);
            if (buffer.hasRemaining()) {
                body.complete(new Body(kept.toString(charset), true));
                if (subscription != null) {
                    subscription.cancel();
                }
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(new Body(kept.toString(charset), false));
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /**
     * What was kept.
     *
     * @param text decoded; what is no text becomes replacement characters
     * @param truncated whether there was more
     */
    record Body(String text, boolean truncated) {}
}
