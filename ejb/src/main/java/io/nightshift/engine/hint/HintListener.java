package io.nightshift.engine.hint;

import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.log.RimLog;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Hears the hints of other nodes. One that cannot be read is let go: the lanes poll. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/topic/nightshift.hint"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HintListener implements MessageListener {

    @Inject
    Wake wake;

    @Inject
    HintIdentity self;

    @Override
    public void onMessage(Message message) {
        try {
            String queue = message.getStringProperty(TopicSender.QUEUE);
            if (queue != null && !self.value().equals(message.getStringProperty(TopicSender.FROM))) {
                wake.wake(queue);
            }
        } catch (JMSException e) {
            RimLog.LOG.hintUnreadable(String.valueOf(e.getMessage()));
        }
    }
}
