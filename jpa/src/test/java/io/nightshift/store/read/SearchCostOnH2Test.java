package io.nightshift.store.read;

import io.nightshift.store.TestPersistence;
import java.util.List;
import java.util.regex.Pattern;

class SearchCostOnH2Test extends SearchCostContract {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }

    @Override
    String numbers(int most) {
        return "system_range(1, " + most + ") n(x)";
    }

    @Override
    String explain() {
        return "explain analyze ";
    }

    @Override
    long rowsRead(List<String> plan) {
        return SCANNED.matcher(String.join("\n", plan))
                .results()
                .mapToLong(scan -> Long.parseLong(scan.group(1)))
                .sum();
    }
}
