package io.nightshift.api.bulk;

/**
 * How far an operation is.
 *
 * @param tally all it has done so far, in this attempt and those before
 * @param jobs how many jobs this step looked at
 * @param ended whether nothing is left to do
 */
public record BulkStep(BulkTally tally, int jobs, boolean ended) {}
