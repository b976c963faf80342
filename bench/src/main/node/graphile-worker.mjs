// graphile-worker with the settings of its own performance page. It deletes what has run.
import { Logger, makeWorkerUtils, run as runWorker } from 'graphile-worker';
import { run, started } from './course.mjs';

const quiet = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') {
    process.stderr.write(`${message}\n`);
  }
});
const preset = {
  worker: {
    connectionString: process.argv[2],
    concurrentJobs: 24,
    maxPoolSize: 25,
    localQueue: { size: 500 },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
    logger: quiet,
  },
};
const utils = await makeWorkerUtils({ preset });
await utils.migrate();

let runner;
await run({
  tables: 'graphile_worker._private_jobs',
  unended: 'select 1 from graphile_worker._private_jobs limit 1',
  submit: (payload) => utils.addJob('noop', { payload }),
  submitAll: (payloads) => utils.addJobs(payloads.map((payload) => ({ identifier: 'noop', payload: { payload } }))),
  startWorkers: async () => {
    runner = await runWorker({ preset, noHandleSignals: true, taskList: { noop: ({ payload }) => started(payload) } });
  },
  stopWorkers: () => runner.stop(),
});
