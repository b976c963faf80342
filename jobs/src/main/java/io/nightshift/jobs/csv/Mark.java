package io.nightshift.jobs.csv;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an import is: its checkpoint.
 *
 * @param fingerprint of the source it belongs to
 * @param nextByte where the next record begins
 * @param linesBefore how many lines lie before it
 * @param good rows written
 * @param bad rows left out
 * @param outputBytes length of the output file
 * @param badBytes length of the file of bad rows
 * @param complete whether every row is done
 * @param badRows the first bad rows
 */
record Mark(
        String fingerprint,
        long nextByte,
        long linesBefore,
        long good,
        long bad,
        long outputBytes,
        long badBytes,
        boolean complete,
        List<BadRow> badRows) {

    static final int KEPT_BAD_ROWS = 100;

    static Mark start(String fingerprint, long nextByte, long linesBefore) {
        return new Mark(fingerprint, nextByte, linesBefore, 0, 0, 0, 0, false, List.of());
    }

    /** After these rows, which follow the mark in this order. */
    Mark after(List<Row> rows, long newOutputBytes, long newBadBytes) {
        long newBad = 0;
        List<BadRow> kept = new ArrayList<>(badRows);
        for (Row row : rows) {
            BadRow reason = row.bad();
            if (reason != null) {
                newBad++;
                if (kept.size() < KEPT_BAD_ROWS) {
                    kept.add(reason);
                }
            }
        }
        Row last = rows.get(rows.size() - 1);
        return new Mark(
                fingerprint,
                last.nextByte(),
                last.linesBeforeNext(),
                good + rows.size() - newBad,
                bad + newBad,
                newOutputBytes,
                newBadBytes,
                false,
                List.copyOf(kept));
    }

    Mark completed() {
        return new Mark(fingerprint, nextByte, linesBefore, good, bad, outputBytes, badBytes, true, badRows);
    }

    String text() {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (BadRow row : badRows) {
            String column = row.column();
            rows.add(Json.createArrayBuilder()
                    .add(row.line())
                    .add(column == null ? JsonValue.NULL : Json.createValue(column))
                    .add(row.reason()));
        }
        return Json.createObjectBuilder()
                .add("source", fingerprint)
                .add("nextByte", nextByte)
                .add("linesBefore", linesBefore)
                .add("good", good)
                .add("bad", bad)
                .add("outputBytes", outputBytes)
                .add("badBytes", badBytes)
                .add("complete", complete)
                .add("badRows", rows)
                .build()
                .toString();
    }

    static Mark parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            List<BadRow> rows = new ArrayList<>();
            for (JsonValue value : json.getJsonArray("badRows")) {
                var row = value.asJsonArray();
                rows.add(new BadRow(
                        row.getJsonNumber(0).longValue(), row.isNull(1) ? null : row.getString(1), row.getString(2)));
            }
            return new Mark(
                    json.getString("source"),
                    json.getJsonNumber("nextByte").longValue(),
                    json.getJsonNumber("linesBefore").longValue(),
                    json.getJsonNumber("good").longValue(),
                    json.getJsonNumber("bad").longValue(),
                    json.getJsonNumber("outputBytes").longValue(),
                    json.getJsonNumber("badBytes").longValue(),
                    json.getBoolean("complete"),
                    List.copyOf(rows));
        }
    }
}
