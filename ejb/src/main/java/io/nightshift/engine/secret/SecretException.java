package io.nightshift.engine.secret;

/** A secret cannot be had: the attempt fails, and its message says what to do. It never tells anything of the secret. */
public class SecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }
}
