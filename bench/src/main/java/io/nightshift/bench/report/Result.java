package io.nightshift.bench.report;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;

/** One figure of one system in one run, counted from 1. */
public record Result(String system, Measure measure, int run, Figure figure) {}
