package io.nightshift.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a secret as HTTP Basic (RFC 7617) sends them, in UTF-8. */
record BasicHeader(String name, String secret) {

    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 2_000;

    /** Reads one; nothing if it is of another scheme or cannot be read. */
    static Optional<BasicHeader> parse(String header) {
        if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] both =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(both))
                    .toString();
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicHeader(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Whatever it is, it names nobody.
            return Optional.empty();
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "BasicHeader[" + name + "]";
    }
}
