package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.submit.Caller;

/** Says what a message asks for. */
@FunctionalInterface
interface Interpreter {

    Verdict interpret(Incoming incoming);

    /** What a message asks for, or why it cannot be told. */
    sealed interface Verdict {}

    /** A request; whether it is acceptable is decided when it is submitted. */
    record Asks(JobRequest request, Caller caller) implements Verdict {}

    /** Nothing that can be understood; sending it again will not help. */
    record Wrong(String reason) implements Verdict {}
}
