package io.nightshift.engine.user;

import io.nightshift.store.user.UserStore.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares secrets with their hashes. A password is hashed slowly once and then remembered, with a key that lives as long as
 * this process, for as long as the stored hash is the same.
 */
final class Secrets {

    private static final int REMEMBERED = 10_000;
    private static final String MAC = "HmacSHA256";

    private final Passwords passwords;
    private final Tokens tokens;
    private final byte[] key = new byte[32];
    /** What an unknown user's secret is compared with, so that it takes as long as a known one's. */
    private final String nobody;
    /** Slow hashes at a time, and with those that wait for one: guessing must not use up all threads. */
    private final Semaphore processors;

    private final Semaphore queue;
    private final Map<String, Boolean> fitted = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Secrets(Passwords passwords, Tokens tokens, SecureRandom random, int processors) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.nobody = passwords.hash(passwords.make());
        this.processors = new Semaphore(processors);
        this.queue = new Semaphore(10 * processors);
        random.nextBytes(key);
    }

    /** Whether it is the right token, or a password that fitted before. Fast. */
    boolean fitsAtOnce(@Nullable Credentials user, String secret) {
        if (user == null) {
            return false;
        }
        if (user.service()) {
            return MessageDigest.isEqual(bytes(tokens.hash(secret)), bytes(user.hash()));
        }
        String place = place(user, secret);
        synchronized (fitted) {
            return fitted.containsKey(place);
        }
    }

    /**
     * Whether it is the right password. Slow, and as slow for a service or for nobody, whom it never fits.
     *
     * @return nothing if too many are being compared
     */
    Optional<Boolean> fits(@Nullable Credentials user, String secret) {
        if (!queue.tryAcquire()) {
            return Optional.empty();
        }
        try {
            processors.acquire();
            try {
                return Optional.of(compare(user, secret));
            } finally {
                processors.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            queue.release();
        }
    }

    /** A word that changes with the stored hash and says nothing about it. */
    String stamp(Credentials user) {
        return place(user, "");
    }

    private boolean compare(@Nullable Credentials user, String secret) {
        boolean person = user != null && !user.service();
        boolean same = person && fitsAtOnce(user, secret)
                || passwords.matches(secret, person && user != null ? user.hash() : nobody) && person;
        if (same && user != null) {
            String place = place(user, secret);
            synchronized (fitted) {
                fitted.put(place, true);
            }
        }
        return same;
    }

    private String place(Credentials user, String secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(bytes(user.name() + '\n' + user.hash() + '\n'));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(secret)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
