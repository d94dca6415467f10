// Reads every topic with kafkajs and @kafkajs/confluent-schema-registry, and compares record by record and field by field
// with what `scripts/tallylight tail` reads. Exits 1 and says where they differ.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import kafkajs from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(',');
const registry = new SchemaRegistry({ host: process.env.SCHEMA_REGISTRY_URL ?? 'http://127.0.0.1:8085/apis/ccompat/v7' });
const prefix = process.env.TOPIC_PREFIX ?? 'tallylight.';
const tallylight = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'tallylight');
const mustFlow = ['viewer', 'hourly', 'scte35', 'push-session', 'metrics', 'cues', 'ad-breaks', 'alerts',
  'targets.scaleengine', 'targets.polyv', 'targets.huawei', 'targets.wangsu'];
const topics = [...mustFlow, 'gaps', 'rejections', 'channel-hours'];
const patience = 60_000;

const kafka = new kafkajs.Kafka({ clientId: 'tallylight-interop', brokers, logLevel: kafkajs.logLevel.ERROR });
const at = (topic, partition, offset) => `${topic}/${partition}/${offset}`;

/** What Tallylight's own command reads: the records that the topics held a moment ago, by where they lie. */
function ours() {
  const run = spawnSync(tallylight, ['tail', ...topics, '--from-beginning', '--until-end', '--envelope'],
    { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`tallylight tail ended with ${run.status}: ${run.stderr}`);
  const lines = run.stdout.split('\n').filter(Boolean).map(line => JSON.parse(line));
  return new Map(lines.map(line => [at(line.topic, line.partition, line.offset), line]));
}

/** What kafkajs reads of them, until it has seen all of ours or its time is up. */
async function theirs(mine) {
  const wanted = new Set(mine.keys());
  const seen = new Map();
  const consumer = kafka.consumer({ groupId: `tallylight-interop-${process.pid}`, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map(topic => prefix + topic), fromBeginning: true });
  await new Promise((resolve, reject) => {
    setTimeout(resolve, patience).unref();
    consumer.on(consumer.events.CRASH, event => reject(event.payload.error));
    consumer.run({
      partitionsConsumedConcurrently: 4,
      eachMessage: async ({ topic, partition, message }) => {
        const value = message.value === null ? null : await registry.decode(message.value);
        const place = at(topic, partition, message.offset);
        seen.set(place, { topic, partition, offset: Number(message.offset), key: message.key.toString('utf8'), value });
        wanted.delete(place);
        if (wanted.size === 0) resolve();
      },
    }).catch(reject);
  });
  await consumer.disconnect();
  return seen;
}

/** Whether a value of ours, as JSON, says the same as one of theirs; paths of what does not go into `differing`. */
function compare(mine, other, where, differing) {
  if (Buffer.isBuffer(other)) return compare(mine, other.toString('utf8'), where, differing);
  if (mine !== null && other !== null && typeof mine === 'object' && typeof other === 'object') {
    const names = new Set([...Object.keys(mine), ...Object.keys(other)]);
    for (const name of names) compare(mine[name], other[name], `${where}.${name}`, differing);
    return;
  }
  const time = typeof mine === 'string' && typeof other === 'number';
  if ((time ? Date.parse(mine) : mine) !== other) differing.push(`${where} is ${other}, expected ${mine}`);
}

function differences(mine, seen) {
  const problems = [];
  const last = new Map();
  for (const [place, line] of mine) {
    const partition = `${line.topic}/${line.partition}`;
    last.set(partition, Math.max(last.get(partition) ?? -1, line.offset));
    const record = seen.get(place);
    if (!record) { problems.push({ topic: line.topic, text: `${place}: kafkajs does not see it` }); continue; }
    const differing = [];
    compare(line.key, record.key, 'key', differing);
    if (record.value !== null || !('tombstone' in line.value)) compare(line.value, record.value, 'value', differing);
    for (const text of differing) problems.push({ topic: line.topic, text: `${place}: ${text}` });
  }
  for (const [place, record] of seen) {
    if (!mine.has(place) && record.offset <= (last.get(`${record.topic}/${record.partition}`) ?? -1))
      problems.push({ topic: record.topic, text: `${place}: only kafkajs sees it` });
  }
  return problems;
}

const mine = ours();
const problems = differences(mine, await theirs(mine));
for (const topic of topics) {
  const records = [...mine.values()].filter(line => line.topic === prefix + topic).length;
  if (records === 0 && mustFlow.includes(topic)) problems.push({ topic: prefix + topic, text: `${prefix}${topic}: no record` });
  const found = problems.filter(problem => problem.topic === prefix + topic).length;
  console.log(`${topic.padEnd(20)} ${String(records).padStart(7)} records read by both, ${found} differences`);
}
problems.slice(0, 20).forEach(problem => console.error(problem.text));
console.log(problems.length === 0
  ? `kafkajs reads all ${topics.length} topics as Tallylight does: ${mine.size} records`
  : `${problems.length} differences`);
process.exit(problems.length === 0 ? 0 : 1);
