package io.nightshift.engine.user;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/** Makes passwords, and their hashes as the server's realm reads them: bcrypt in modular crypt form. */
final class Passwords {

    /** Two to the power of this many rounds: about 70 ms. */
    private static final int COST = 10;

    private static final int LENGTH = 24;
    // Without those that are mistaken for each other in print.
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecureRandom random;
    private final int cost;

    Passwords(SecureRandom random) {
        this(random, COST);
    }

    /** Makes hashes of another cost: tests need many, and not slow ones. */
    Passwords(SecureRandom random, int cost) {
        this.random = random;
        this.cost = cost;
    }

    /** A new password: 24 letters and digits, about 139 bits. */
    String make() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** Its hash. */
    String hash(String password) {
        byte[] salt = new byte[BCryptPassword.BCRYPT_SALT_SIZE];
        random.nextBytes(salt);
        try {
            Password hashed = PasswordFactory.getInstance(
                            BCryptPassword.ALGORITHM_BCRYPT, WildFlyElytronPasswordProvider.getInstance())
                    .generatePassword(new EncryptablePasswordSpec(
                            password.toCharArray(), new IteratedSaltedPasswordAlgorithmSpec(cost, salt)));
            return ModularCrypt.encodeAsString(hashed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This server cannot hash a password with bcrypt", e);
        }
    }

    /** Whether this password has this hash. False too for what is no hash at all. */
    boolean matches(String password, String hash) {
        try {
            Password raw = ModularCrypt.decode(hash);
            PasswordFactory factory =
                    PasswordFactory.getInstance(raw.getAlgorithm(), WildFlyElytronPasswordProvider.getInstance());
            return factory.verify(factory.translate(raw), password.toCharArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
