package io.nightshift.api.client;

/**
 * The caller's transaction holds a local resource already, such as an ordinary data source of the application, and lets no second
 * one in. Nothing was stored; the transaction can only be rolled back. The message says what to choose.
 */
public class SecondResourceException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells the ways out.
     *
     * @param cause what the server's pool said
     */
    public SecondResourceException(Throwable cause) {
        super(
                "This transaction holds a local resource of another data source already, and only one can take part. Either"
                        + " submit through the outbox of that data source (@Inject @Outbox JobClient, with its table and"
                        + " NIGHTSHIFT_OUTBOX_DATASOURCES), or let the data sources take part by XA;"
                        + " docs/transactions.md says how, and what each gives",
                cause);
    }
}
