package io.nightshift.engine.ingress;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes messages from Nightshift's own queue.
 *
 * <p>No container transaction: with one, the broker would be told "taken" before the job is stored. Without, a normal
 * return acknowledges, and what is thrown lets the broker deliver the message again.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/queue/" + SubmitListener.QUEUE),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = Incoming.SELECTOR),
            @ActivationConfigProperty(
                    propertyName = "maxSession",
                    propertyValue = "${env.NIGHTSHIFT_INGRESS_SESSIONS:${nightshift.ingress.sessions:24}}")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubmitListener implements MessageListener {

    /** The broker's name of the queue. */
    static final String QUEUE = "nightshift.submit";

    @Inject
    Intake intake;

    @Inject
    Patience patience;

    private final Interpreter interpreter = new SubmitInterpreter();

    @Override
    public void onMessage(Message message) {
        try {
            patience.run(QUEUE, () -> intake.take(message, QUEUE, interpreter));
        } catch (JMSException e) {
            throw new IllegalStateException("The message could not be read from the broker; it is delivered again", e);
        }
    }
}
