package io.nightshift.jobs.http;

import io.nightshift.api.handler.Outcome;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of a call that brought no answer. Tried again is what may pass: an outage, a broken or garbled answer.
 * What stays until somebody changes a certificate, a port or a setting fails for good: a retry would only repeat it.
 */
final class BrokenCall {

    private static final int DEPTH = 20;
    private static final int LONGEST = 300;

    private final String host;
    private final List<Throwable> chain = new ArrayList<>();

    private BrokenCall(String host, Throwable error) {
        this.host = host;
        for (Throwable cause = error; cause != null && chain.size() < DEPTH; cause = cause.getCause()) {
            chain.add(cause);
        }
    }

    static <R> Outcome<R> outcome(String host, Throwable error) {
        BrokenCall broken = new BrokenCall(host, error);
        String untrusted = broken.secureFault();
        return untrusted != null ? Outcome.fail(untrusted) : Outcome.retry(broken.passing());
    }

    /** What is wrong with the encryption for good; null if nothing is. */
    private @Nullable String secureFault() {
        if (has(CertificateExpiredException.class) || has(CertificateNotYetValidException.class)) {
            return "The certificate of " + host + " is not valid now: it has expired, or is of the future";
        }
        if (has(CertPathBuilderException.class)) {
            return "The certificate of " + host
                    + " is of an authority that this server's Java does not trust: add it to" + " the trust store";
        }
        Throwable certificate = find(CertificateException.class);
        if (certificate != null || has(SSLPeerUnverifiedException.class)) {
            return "The certificate of " + host + " is not one for this host, or not valid: "
                    + words(certificate == null ? chain.get(0) : certificate);
        }
        Throwable secure = find(SSLException.class);
        String said = secure == null ? "" : words(secure).toLowerCase(Locale.ROOT);
        if (said.contains("unrecognized ssl message") || said.contains("plaintext connection")) {
            return host + " does not speak TLS on this port: is it http:// instead of https://?";
        }
        if (said.contains("fatal alert") || said.contains("no appropriate protocol") || said.contains("cipher suite")) {
            return said.contains("internal_error")
                    ? null
                    : "No TLS connection can be agreed on with " + host + ": " + said;
        }
        return null;
    }

    private String passing() {
        if (has(HttpConnectTimeoutException.class)) {
            return host + " cannot be reached: no connection in time";
        }
        if (has(UnknownHostException.class) || has(UnresolvedAddressException.class)) {
            return host + " cannot be found: this name has no address";
        }
        if (has(ConnectException.class) || has(NoRouteToHostException.class)) {
            return host + " cannot be reached: " + words(last());
        }
        String said = said();
        if (said.contains("bytes received") || said.contains("chunked transfer encoding")) {
            return host + " broke off in the middle of its answer";
        }
        if (has(SSLException.class)) {
            return "The TLS connection with " + host + " broke: " + words(last());
        }
        if (has(SocketException.class) || said.contains("connection reset") || said.contains("broken pipe")) {
            return host + " broke the connection: " + words(last());
        }
        if (has(EOFException.class) || said.contains("received no bytes")) {
            return host + " closed the connection without a complete answer";
        }
        if (has(ProtocolException.class)
                && said.contains("header")
                && (said.contains("size") || said.contains("large"))) {
            return host + " sent more headers than are read: " + words(last());
        }
        if (has(ProtocolException.class)
                || has(IllegalArgumentException.class)
                || said.contains("invalid")
                || said.contains("illegal character")) {
            return host + " sent what is no HTTP answer: " + words(last());
        }
        return "The call of " + host + " broke: " + chain.get(0).getClass().getSimpleName() + ": " + words(last());
    }

    private Throwable last() {
        for (int i = chain.size() - 1; i > 0; i--) {
            if (chain.get(i).getMessage() != null) {
                return chain.get(i);
            }
        }
        return chain.get(0);
    }

    private String said() {
        StringBuilder said = new StringBuilder();
        chain.forEach(
                cause -> said.append(words(cause).toLowerCase(Locale.ROOT)).append('\n'));
        return said.toString();
    }

    private static String words(Throwable error) {
        String message = error.getMessage();
        String words = message == null ? error.getClass().getSimpleName() : message.replaceAll("\\p{Cntrl}", "?");
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private boolean has(Class<? extends Throwable> type) {
        return find(type) != null;
    }

    private @Nullable Throwable find(Class<? extends Throwable> type) {
        return chain.stream().filter(type::isInstance).findFirst().orElse(null);
    }
}
