// Reads every topic with kafkajs and @kafkajs/confluent-schema-registry, and compares record by record with what
// `scripts/tallylight tail` reads: the same offsets, keys, and fields. Exits 1 and says where they differ.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import kafkajs from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(',');
const registry = new SchemaRegistry({ host: process.env.SCHEMA_REGISTRY_URL ?? 'http://127.0.0.1:8085/apis/ccompat/v7' });
const prefix = process.env.TOPIC_PREFIX ?? 'tallylight.';
const tallylight = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'tallylight');
const mustFlow = ['viewer', 'hourly', 'scte35', 'push-session', 'metrics', 'cues', 'ad-breaks', 'alerts'];
const topics = [...mustFlow, 'gaps', 'rejections', 'channel-hours',
  'targets.scaleengine', 'targets.polyv', 'targets.huawei', 'targets.wangsu'];
const compared = ['id', 'revision', 'completeness', 'channel', 'name', 'unit', 'value', 'viewersAvg', 'state', 'status', 'rule',
  'eventId', 'durationMillis', 'base64', 'crcValid', 'account'];

const kafka = new kafkajs.Kafka({ clientId: 'tallylight-interop', brokers, logLevel: kafkajs.logLevel.ERROR });

/** What Tallylight's own command reads: the records that the topic held a moment ago, by partition/offset. */
function ours(topic) {
  const run = spawnSync(tallylight, ['tail', topic, '--from-beginning', '--until-end', '--envelope'],
    { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`tallylight tail ${topic} failed: ${run.stderr}`);
  const lines = run.stdout.split('\n').filter(Boolean).map(JSON.parse);
  return new Map(lines.map(line => [`${line.partition}/${line.offset}`, line]));
}

/** What kafkajs reads of the same topic, until it has seen all of ours. */
async function theirs(topic, wanted) {
  const seen = new Map();
  if (wanted.size === 0) return seen;
  const consumer = kafka.consumer({ groupId: `tallylight-interop-${process.pid}-${topic}`, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topic: prefix + topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(), 60_000);
    consumer.on(consumer.events.CRASH, event => reject(event.payload.error));
    consumer.run({
      eachMessage: async ({ partition, message }) => {
        const value = message.value === null ? null : await registry.decode(message.value);
        seen.set(`${partition}/${message.offset}`, { key: message.key.toString('utf8'), value });
        if ([...wanted.keys()].every(at => seen.has(at))) { clearTimeout(late); resolve(); }
      },
    });
  });
  await consumer.disconnect();
  return seen;
}

function differences(topic, mine, other) {
  const last = {};
  for (const line of mine.values()) last[line.partition] = Math.max(last[line.partition] ?? -1, Number(line.offset));
  const problems = [];
  for (const [at, line] of mine) {
    const record = other.get(at);
    if (!record) { problems.push(`${topic} ${at}: kafkajs does not see it`); continue; }
    if (record.key !== line.key) problems.push(`${topic} ${at}: key ${record.key}, expected ${line.key}`);
    for (const field of compared) {
      if (record.value && field in record.value && String(record.value[field]) !== String(line.value[field]))
        problems.push(`${topic} ${at}: ${field} is ${record.value[field]}, expected ${line.value[field]}`);
    }
  }
  for (const at of other.keys()) {
    const [partition, offset] = at.split('/').map(Number);
    if (!mine.has(at) && offset <= (last[partition] ?? -1)) problems.push(`${topic} ${at}: only kafkajs sees it`);
  }
  return problems;
}

let problems = [];
for (const topic of topics) {
  const mine = ours(topic);
  const other = await theirs(topic, mine);
  const found = differences(topic, mine, other);
  if (mine.size === 0 && mustFlow.includes(topic)) found.push(`${topic}: no record, though it must flow`);
  console.log(`${topic.padEnd(20)} ${String(mine.size).padStart(7)} records read by both, ${found.length} differences`);
  problems = problems.concat(found);
}
problems.slice(0, 20).forEach(problem => console.error(problem));
console.log(`${topics.length - new Set(problems.map(p => p.split(' ')[0])).size} topics agree, ${problems.length} differences`);
process.exit(problems.length === 0 ? 0 : 1);
