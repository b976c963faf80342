package io.nightshift.test.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser without a screen: keeps cookies, signs in by the form, opens the page's web socket. */
public final class Console {

    private static final Pattern CHANNEL = Pattern.compile("(/nightshift/jakarta\\.faces\\.push/live\\?[^\"'\\\\ ]+)");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final int port;

    public Console(int port) {
        this.port = port;
    }

    /** Signs in; status 302 or 303 if it worked. */
    public Reply signIn(String name, String password, String... headers) {
        String form = "j_username=" + encoded(name) + "&j_password=" + encoded(password);
        return post("/nightshift/j_security_check", form, headers);
    }

    public Reply get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Sends a form. */
    public Reply post(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** Whether a page of somebody who is signed in comes. */
    public boolean isSignedIn() {
        Reply page = get("/nightshift/nodes.xhtml");
        return page.status() == 200 && !page.text().contains("j_password");
    }

    /** Opens the web socket of a page; completes when the other side has ended it. */
    public CompletableFuture<Integer> openSocket() {
        Matcher channel =
                CHANNEL.matcher(get("/nightshift/nodes.xhtml").expect(200).text());
        if (!channel.find()) {
            throw new AssertionError("The page has no web socket");
        }
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        http.newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + port)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + channel.group(1)), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        ended.complete(code);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable error) {
                        ended.complete(-1);
                    }
                })
                .join();
        return ended;
    }

    /** The cookie that names the session; empty if there is none. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
