package io.nightshift.test.client;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Orders as a CSV: every hundredth row is bad, so the counts are known beforehand. */
public final class Csv {

    private Csv() {}

    /** Writes rows 1 to {@code rows}, of which {@code rows / 100} are bad. */
    public static void write(Path file, int rows) {
        try {
            Files.createDirectories(file.getParent());
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                writer.write("number,customer,amount\n");
                for (int row = 1; row <= rows; row++) {
                    String amount = row % 100 == 0 ? "a lot" : row + ".50";
                    writer.write(row + ",\"Customer, no. " + row + "\"," + amount + "\n");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of {@code csv.import} for such a file. */
    public static Map<String, Object> args(String from, String to, int chunk) {
        return Map.of(
                "file",
                from,
                "columns",
                List.of(
                        Map.of("name", "number", "type", "INTEGER", "required", true),
                        Map.of("name", "customer", "type", "STRING", "maxLength", 100),
                        Map.of("name", "amount", "type", "DECIMAL", "required", true)),
                "target",
                Map.of("file", to),
                "chunkSize",
                chunk);
    }
}
