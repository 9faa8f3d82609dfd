import { client, Following } from 'shared/client.js';
import { page } from 'shared/page.js';
import { signIn } from 'shared/sign-in.js';
import { operations } from './operations.js';
import { outbox } from './outbox.js';
import { forgetPerson, keep, restored, state } from './state.js';

const SELDOM = 15_000;
const MOST_SESSIONS = 50;

const more = () => import('./more.js');
const push = () => import('./push.js');
const badge = () => import('./badge.js');

const programme = new Following(loadProgramme);
const mine = new Following(loadMine);

/** Steps of the programme that wait until what an earlier one changed has been read. */
const reported = [];
let reading;

/** Shows what the device kept, reads what is new, and follows the changes while the app is open. */
export async function start() {
	addEventListener('online', () => loadProgramme());
	addEventListener('offline', () => state.set({ connection: 'offline' }));
	await Promise.all([loadProgramme(), Promise.all([signIn.ready, restored]).then(known)]);
	await more().then(({ loadMore }) => loadMore()).catch(() => undefined);
}

async function loadProgramme() {
	try {
		let { event } = await client.execute(operations.Programme, { slug: page.slug }, { anonymous: true });
		if (!event && await signIn.token()) {
			event = (await client.execute(operations.Programme, { slug: page.slug })).event;
		}
		if (!event) {
			state.set({ failure: 'notFound' });
			programme.later(SELDOM);
			return;
		}
		keep({ event, readAt: Date.now() });
		state.set({ failure: undefined });
		follow(event);
	}
	catch (failure) {
		await restored;
		state.set({ connection: 'offline', failure: state.get('event') ? undefined : failure.code });
		programme.later();
	}
}

function follow({ id, version }) {
	programme.stop();
	programme.add(operations.ProgrammeChanged, { eventId: id, after: version }, {
		next: ({ programmeChanged }) => changed(programmeChanged),
		state: (connection) => {
			const shown = connection === 'ended' ? 'waiting' : connection;
			state.set({ connection: navigator.onLine ? shown : 'offline' });
			if (connection === 'live') {
				keep({ readAt: Date.now() });
				outbox.flush();
			}
		}
	});
}

/** Reads what a step changed. What is reported meanwhile is read together afterwards, so that no answer replaces a newer one. */
function changed(step) {
	reported.push(step);
	reading ??= readReported().finally(() => {
		reading = undefined;
	});
}

async function readReported() {
	while (reported.length) {
		const steps = reported.splice(0);
		await read(steps.at(-1).version, steps.flatMap(({ nodes }) => nodes));
	}
}

/**
 * Reads the sessions that changed; everything if other nodes did, or if a session is new or gone. The answer is left out if
 * everything was read meanwhile: that is followed from its own version.
 */
async function read(version, nodes) {
	const event = state.get('event');
	const ids = [...new Set(nodes.filter(({ kind }) => kind === 'SESSION').map(({ id }) => id))];
	const known = new Set(event.days.flatMap((day) => day.sessions.map(({ id }) => id)));
	const others = nodes.some(({ kind, removed }) => removed || !['SESSION', 'SESSION_PART'].includes(kind));
	if (others || ids.length > MOST_SESSIONS || ids.some((id) => !known.has(id))) {
		return loadProgramme();
	}
	const answer = await client.execute(operations.Sessions, { ids }).catch(() => undefined);
	if (!answer || answer.nodes.some((node) => !node || !sameDay(event, node))) {
		return loadProgramme();
	}
	if (state.get('event') !== event) {
		return undefined;
	}
	const now = new Map(answer.nodes.map((session) => [session.id, session]));
	keep({ event: {
		...event,
		version,
		days: event.days.map((day) => ({
			...day,
			sessions: day.sessions.map((session) => now.get(session.id) ?? session)
				.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
		}))
	}, readAt: Date.now() });
	return undefined;
}

/** Whether a session is still on its day of the event, which ends in the night after it. */
function sameDay({ days, dayChange }, session) {
	const before = days.flatMap((day) => day.sessions).find(({ id }) => id === session.id);
	const part = ({ startsAt }) => [startsAt.slice(0, 10), startsAt.slice(11, 16) < dayChange.slice(0, 5)].join();
	return part(before) === part(session);
}

/** When it is known who uses the app. */
async function known() {
	signIn.addEventListener('change', signedInOrOut);
	if (signIn.state === 'signed-in') {
		push().then(({ refresh }) => refresh()).catch(() => undefined);
	}
	await loadMine();
}

async function signedInOrOut() {
	mine.stop();
	if (signIn.state === 'anonymous') {
		forgetPerson();
		if (!signIn.expired) {
			outbox.clear();
		}
		push().then(({ unsubscribe }) => unsubscribe()).catch(() => undefined);
	}
	else {
		await loadMine();
	}
}

/** Reads the agenda and the inbox, and follows them. */
export async function loadMine() {
	if (signIn.state === 'anonymous') {
		return;
	}
	try {
		await outbox.start();
		const { event } = await client.execute(operations.Mine, { eventId: state.get('event')?.id ?? page.eventId });
		if (!event) {
			mine.later(SELDOM);
			return;
		}
		showMine(event);
		badge().then(({ renewBadge }) => renewBadge(event.id)).catch(() => undefined);
		if (!mine.active) {
			followMine(event.id);
		}
	}
	catch {
		mine.later();
	}
}

function showMine(event) {
	if (event.myAgenda) {
		keep({
			agenda: event.myAgenda, news: event.myNews.nodes, cursor: event.myNews.cursor, unread: event.unread.totalCount
		});
	}
}

/** Follows the agenda and the inbox. */
function followMine(eventId) {
	mine.add(operations.AgendaChanged, { eventId }, {
		next: ({ myAgendaChanged }) => keep({ agenda: myAgendaChanged.agenda })
	});
	mine.add(operations.NewsChanged, { eventId, after: state.get('cursor') }, {
		next: ({ myNewsChanged: { item, cursor } }) => keep({
			news: [item, ...state.get('news').filter(({ id }) => id !== item.id)], cursor, unread: (state.get('unread') ?? 0) + 1
		})
	});
}
