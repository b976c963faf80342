// The course of io.nightshift.bench.course for systems on Node: the same loads, timed in the same way. Questions come as
// lines of JSON on standard input, figures go as lines to standard output. Ends with its standard input.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PER_CALL = 500;
const WARM_UP_JOBS = 5000;
const PROBE_MILLIS = 20;
const LOOK_MILLIS = 2;
const PLAIN = '-'.repeat(180);

let left = 0;
let allStarted = () => {};
let starts = [];

/** What every handler does. */
export function started(payload) {
  if (payload.charAt(0) !== '-') {
    const probe = parseInt(payload, 10);
    starts[probe] ??= performance.now();
  }
  if (--left === 0) {
    allStarted();
  }
}

function expect(jobs) {
  left = jobs;
  starts = [];
  return new Promise((resolve) => (allStarted = resolve));
}

const rate = (jobs, millis) => ({ jobs, perSecond: (jobs * 1000) / millis, p50Millis: 0, p99Millis: 0 });

async function bulk(subject, jobs) {
  const start = performance.now();
  for (let todo = jobs; todo > 0; todo -= PER_CALL) {
    await subject.submitAll(Array(Math.min(todo, PER_CALL)).fill(PLAIN));
  }
  return rate(jobs, performance.now() - start);
}

async function submit(subject, jobs, submitters) {
  const each = Math.floor(jobs / submitters);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: submitters }, async () => {
      for (let i = 0; i < each; i++) {
        await subject.submit(PLAIN);
      }
    }),
  );
  return rate(each * submitters, performance.now() - start);
}

async function drain(subject, database, jobs) {
  await bulk(subject, jobs);
  await database.query('analyze');
  const last = expect(jobs);
  const start = performance.now();
  await subject.startWorkers();
  await last;
  while ((await database.query(subject.unended)).rowCount > 0) {
    await sleep(LOOK_MILLIS);
  }
  const millis = performance.now() - start;
  if (subject.succeeded) {
    const { count } = (await database.query(subject.succeeded)).rows[0];
    if (Number(count) !== jobs) {
      throw new Error(`${jobs} jobs ran, ${count} have succeeded`);
    }
  }
  await subject.stopWorkers();
  return rate(jobs, millis);
}

async function latency(subject, jobs) {
  const last = expect(jobs);
  const submits = [];
  await subject.startWorkers();
  for (let i = 0; i < jobs; i++) {
    await sleep(PROBE_MILLIS);
    submits[i] = performance.now();
    await subject.submit(`${i} `.padEnd(PLAIN.length, '-'));
  }
  await last;
  await subject.stopWorkers();
  const waits = submits.map((submit, i) => starts[i] - submit).sort((a, b) => a - b);
  const percentile = (percent) => waits[Math.ceil((jobs * percent) / 100) - 1];
  return { jobs, perSecond: 0, p50Millis: percentile(50), p99Millis: percentile(99) };
}

/** Sends a system over the course: submit, submitAll, startWorkers, stopWorkers, and SQL: tables, unended, and succeeded if it keeps them. */
export async function run(subject) {
  const database = new pg.Pool({ connectionString: process.argv[2], max: 2 });
  const measure = async (name, jobs) => {
    await database.query(`truncate ${subject.tables}`);
    await database.query('checkpoint');
    switch (name) {
      case 'drain':
        return drain(subject, database, jobs);
      case 'bulk':
        return bulk(subject, jobs);
      case 'latency':
        return latency(subject, jobs);
      default:
        return submit(subject, jobs, parseInt(name.replace('submit', ''), 10));
    }
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    let answer = {};
    if ('warmUp' in question) {
      const end = performance.now() + question.warmUp * 1000;
      do {
        await measure('drain', WARM_UP_JOBS);
        await measure('submit16', WARM_UP_JOBS);
      } while (performance.now() < end);
    } else {
      answer = await measure(question.measure, question.jobs);
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(0);
}
