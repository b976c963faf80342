// pg-boss in batches that follow each other as long as they are full, woken by NOTIFY. It keeps what has run.
import { PgBoss } from 'pg-boss';
import { run, started } from './course.mjs';

const QUEUE = 'noop';
const boss = new PgBoss({ connectionString: process.argv[2], max: 25, useListenNotify: true });
boss.on('error', (error) => process.stderr.write(`${error.stack}\n`));
await boss.start();
await boss.createQueue(QUEUE, { notify: true });

await run({
  tables: 'pgboss.job',
  unended: `select 1 from pgboss.job where name = '${QUEUE}' and state in ('created', 'retry', 'active') limit 1`,
  succeeded: `select count(*) from pgboss.job where name = '${QUEUE}' and state = 'completed'`,
  submit: (payload) => boss.send(QUEUE, { payload }),
  submitAll: (payloads) => boss.insert(QUEUE, payloads.map((payload) => ({ data: { payload } }))),
  startWorkers: () =>
    boss.work(
      QUEUE,
      { batchSize: 500, localConcurrency: 4, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
      async (jobs) => jobs.forEach((job) => started(job.data.payload)),
    ),
  stopWorkers: () => boss.offWork(QUEUE, { wait: true }),
});
