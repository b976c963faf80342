package io.nightshift.bench.bare;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The least that can store a message: one row, in a statement that commits itself, and then the acknowledgement. As many
 * sessions as Nightshift's listener, by the same setting, and no transaction around it either.
 */
@JMSDestinationDefinition(
        name = BareListener.LOOKUP,
        interfaceName = "jakarta.jms.Queue",
        destinationName = BareListener.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = BareListener.LOOKUP),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = BareListener.SESSIONS)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BareListener implements MessageListener {

    /** What Nightshift's listener says. */
    static final String SESSIONS = "${env.NIGHTSHIFT_INGRESS_SESSIONS:${nightshift.ingress.sessions:24}}";

    static final String QUEUE = "bench.bare";
    static final String LOOKUP = "java:global/jms/bench.bare";

    @Resource(lookup = "java:jboss/datasources/NightshiftEngineDS")
    private @Nullable DataSource database;

    @Override
    public void onMessage(Message message) {
        if (database == null) {
            throw new IllegalStateException("The container did not inject the data source");
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into bench_bare values (?, ?, ?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, message.getStringProperty("type"));
            insert.setString(3, ((TextMessage) message).getText());
            insert.executeUpdate();
        } catch (SQLException | JMSException e) {
            throw new IllegalStateException("The message is delivered again", e);
        }
    }
}
