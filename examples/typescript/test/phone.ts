// Uses the phone's client against a server and breaks its line in between: prints 'ok' for each part.
// node phone.js URL EVENT_ID SLUG ORGANISER_TOKEN ATTENDEE_TOKEN
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';

import { Agenda } from '../src/agenda.js';
import { newClient } from '../src/client.js';
import type { SessionRow, Step } from '../src/documents.js';
import { Programme } from '../src/programme.js';
import { Line } from './line.js';

const WAIT = 30_000;

const [address = '', eventId, slug = '', organiserToken, token = ''] = process.argv.slice(2);

/** Changes the schedule as the event's organiser does. */
async function edit(change: object): Promise<void> {
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer ${organiserToken}` },
		body: JSON.stringify({
			query: 'mutation ($input: ChangeScheduleInput!) { changeSchedule(input: $input) { __typename } }',
			variables: { input: { eventId, edits: [change] } }
		})
	});
	const answer = await response.json();
	assert.deepEqual(answer.data, { changeSchedule: { __typename: 'ScheduleChanged' } }, JSON.stringify(answer));
}

const server = new URL(address);
const line = new Line(server.hostname, Number(server.port));
const client = newClient({ url: `http://127.0.0.1:${await line.open()}/graphql`, token, language: 'sv' });
const programme = new Programme(client, slug);
const agenda = new Agenda(client);

function session(title: string): SessionRow {
	const found = programme.sessions().find((one) => one.title === title);
	assert.ok(found, `There is no session ${title}`);
	return found;
}

await programme.load();
const talk = session('talk').id;
assert.equal(session('talk').status, 'SCHEDULED');
console.log('ok load');

const steps: Step[] = [];
const changes = new EventEmitter();
programme.follow((step) => {
	steps.push(step);
	changes.emit('step');
});

async function receive(count: number): Promise<void> {
	while (steps.length < count) {
		await once(changes, 'step', { signal: AbortSignal.timeout(WAIT) });
	}
}

await edit({ cancel: { sessionId: talk } });
await receive(1);
assert.equal(session('talk').status, 'CANCELLED');
console.log('ok change');

await line.break();
await edit({ reinstate: { sessionId: talk } });
await edit({ cancel: { sessionId: talk } });
await line.open();
await receive(3);
await edit({ reinstate: { sessionId: talk } });
await receive(4);
const first = steps[0]?.revision ?? 0;
assert.deepEqual(steps.map((step) => step.revision), [first, first + 1, first + 2, first + 3]);
assert.equal(session('talk').status, 'SCHEDULED');
console.log('ok reconnect');

assert.equal(await agenda.add(talk), null);
assert.equal(session('talk').inMyAgenda, true);
assert.equal(await agenda.remove(talk), null);
assert.equal(session('talk').inMyAgenda, false);
assert.equal(await agenda.book(session('seminar').id), null);
assert.equal(session('seminar').mySeat?.state, 'BOOKED');
const refused = await agenda.book(session('parallel').id);
assert.ok(refused, 'A clash is refused with a text');
assert.equal(session('parallel').mySeat, null);
assert.equal(await agenda.release(session('seminar').id), null);
assert.equal(session('seminar').mySeat, null);
console.log('ok cache');

programme.stop();
client.stop();
process.exit(0);
