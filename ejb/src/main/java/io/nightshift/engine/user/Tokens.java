package io.nightshift.engine.user;

import io.nightshift.store.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes tokens, and their hashes as the server's realm reads them. A token has 256 random bits: nobody guesses it, however
 * fast its hash is, so the hash is SHA-256 and not a slow one.
 */
final class Tokens {

    private static final int BYTES = 32;

    private final SecureRandom random;

    Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A new token: 43 letters, digits, - and _. */
    String make() {
        byte[] token = new byte[BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Its hash: 64 hexadecimal digits. */
    String hash(String token) {
        return Sha256.hex(token);
    }
}
