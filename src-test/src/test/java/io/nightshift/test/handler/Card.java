package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Masked;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;

/** Is given what nobody is to see, and tells how much of it there is. */
@Handles(value = "test.card", description = "Is given what nobody is to see.", queue = "test")
@ApplicationScoped
public class Card implements JobHandler<Card.Args, Integer> {

    public record Args(@Masked @Size(max = 30) String number, String holder) {}

    @Override
    public Outcome<Integer> handle(Args args, JobContext context) {
        return Outcome.success(args.number().length());
    }
}
