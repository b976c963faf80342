package io.nightshift.store.read;

import io.nightshift.store.TestPersistence;

class JobSearchOnH2Test extends JobSearchContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }

    @Override
    String bulk(int jobs) {
        return """
                insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, submitter, source, submitted_at)
                select cast('01980000-0000-7000-8000-' || lpad(to_char(x), 12, '0') as uuid),
                  case when x = 1 then 'rare' else 'common' end, 'main', case when x = 1 then 1 else 5 end, '{}', 3, 0,
                  'ann', 'HTTP', current_timestamp
                from system_range(1, %d) as r(x)""".replace("%d", String.valueOf(jobs));
    }
}
