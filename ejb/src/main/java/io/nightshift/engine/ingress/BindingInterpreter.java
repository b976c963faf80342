package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.ingress.Incoming.Text;
import io.nightshift.engine.ingress.Incoming.Unusable;
import io.nightshift.store.ingress.BindingStore.Binding;

/** Messages of a bound queue: the binding says what to do, the body holds the arguments. Only {@code idempotencyKey} is read. */
final class BindingInterpreter implements Interpreter {

    private final Binding binding;

    BindingInterpreter(Binding binding) {
        this.binding = binding;
    }

    @Override
    public Verdict interpret(Incoming incoming) {
        if (incoming.body() instanceof Unusable unusable) {
            return new Wrong(unusable.reason(), binding.type());
        }
        Object key = incoming.properties().get(Identity.KEY_PROPERTY);
        String broken = key == null ? null : PropertyText.broken(key);
        if (broken != null) {
            return new Wrong(Identity.KEY_PROPERTY + ": " + broken, binding.type());
        }
        String text = incoming.body() instanceof Text body ? body.text() : "";
        Verdict verdict = Identity.of(
                incoming,
                JobRequest.of(binding.type(), text.isBlank() ? null : text)
                        .withQueue(binding.queue())
                        .withPriority(binding.priority()));
        // Who bound the queue decided that its messages become such jobs; who may send to it is the broker's to say.
        return verdict instanceof Asks asks
                ? new Asks(asks.request(), asks.caller().vouchedFor(), true)
                : verdict;
    }
}
