package io.nightshift.store.outbox;

/**
 * A request as it lies in an outbox. What is in it was written by an application, or by whoever may write to its tables: it is
 * read as strictly as a message.
 *
 * @param id the id of the job to come: a UUID of version 7 in its usual text form
 * @param type the job type
 * @param args a JSON object
 * @param options what else was asked for, a JSON object
 * @param submitter who asked
 */
public record OutboxEntry(String id, String type, String args, String options, String submitter) {}
