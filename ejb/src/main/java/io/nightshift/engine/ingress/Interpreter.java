package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.submit.Caller;

/** Says what a message asks for. */
@FunctionalInterface
interface Interpreter {

    Verdict interpret(Incoming incoming);

    /** What a message asks for, or why it cannot be told. */
    sealed interface Verdict {}

    /**
     * A request; whether it is acceptable is decided when it is submitted.
     *
     * @param bodyAlone whether the sender said the arguments and the key only; the rest comes from a binding, which may change
     *     between two deliveries of one message
     */
    record Asks(JobRequest request, Caller caller, boolean bodyAlone) implements Verdict {}

    /**
     * Nothing that can be understood; sending it again will not help.
     *
     * @param type the job type that it was for, whose masked fields nobody is to see in what is kept of it; empty if it named none
     */
    record Wrong(String reason, String type) implements Verdict {}
}
